"""Where the real files are: a few in the repository, and the whole collection where it lies near the project."""

from __future__ import annotations

from pathlib import Path

SAMPLES = Path(__file__).resolve().parent / "samples"
COLLECTION = next(
    (folder / "shared" / "samples" for folder in SAMPLES.parents if (folder / "shared" / "samples").is_dir()), None
)


def find_folders(in_repository: str, in_collection: str | None = None) -> list[Path]:
    """The folder of the repository, always there, then that of the whole collection if it is at hand."""
    whole = COLLECTION and COLLECTION / (in_collection or in_repository)
    return [SAMPLES / in_repository, *([whole] if whole and whole.is_dir() else [])]


def get_extent(folder: Path) -> str:
    """A word for a test's name."""
    return "few" if folder.is_relative_to(SAMPLES) else "all"
