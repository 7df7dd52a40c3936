"""When the newest Wagtail is tried as well (`scripts/is_next_due`), in clones of every depth."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent.parent / "scripts" / "is_next_due"
SUNDAY, MONDAY, TUESDAY = (f"2026-{day}T12:00:00+0700" for day in ("11-29", "11-30", "12-01"))


class Repository:
    def __init__(self, folder: Path):
        self.folder = folder
        (folder / "scripts").mkdir(parents=True)
        shutil.copy(SCRIPT, folder / "scripts")
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str, day: str = MONDAY) -> None:
        who = {f"GIT_{role}_{part}": "a@b.c" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
        environment = {**os.environ, **who, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        subprocess.run(["git", *words], cwd=self.folder, env=environment, check=True, capture_output=True)

    def commit(self, day: str, name: str = "news.py") -> None:
        with (self.folder / name).open("a") as file:
            file.write(f"{day}\n")
        self.git("add", ".")
        self.git("commit", "--quiet", "-m", name, day=day)


def is_due(folder: Path) -> bool:
    return subprocess.run([folder / "scripts" / "is_next_due"], check=False).returncode == 0


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "origin")


def test_the_first_commit_of_a_week_is_due_and_the_second_is_not(repository):
    repository.commit(SUNDAY)
    repository.commit(MONDAY)
    assert is_due(repository.folder)
    repository.commit(TUESDAY)
    assert not is_due(repository.folder)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-next.txt", "constraints.txt"])
def test_a_change_of_packages_is_due_on_any_day(repository, name):
    repository.commit(MONDAY)
    repository.commit(TUESDAY, name)
    assert is_due(repository.folder)
    repository.commit(TUESDAY)
    assert not is_due(repository.folder)


def test_of_a_merge_everything_that_came_with_it_counts(repository):
    repository.commit(MONDAY)
    repository.git("checkout", "--quiet", "-b", "upgrade")
    repository.commit(MONDAY, "requirements.txt")
    repository.commit(MONDAY)
    repository.git("checkout", "--quiet", "main")
    repository.commit(MONDAY, "views.py")
    repository.git("merge", "--quiet", "--no-ff", "upgrade", day=TUESDAY)
    assert is_due(repository.folder)


def test_a_clone_of_one_commit_asks_for_the_one_before(repository, tmp_path):
    repository.commit(MONDAY)
    repository.commit(TUESDAY)
    shallow = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(shallow))
    assert not is_due(shallow)


def test_where_the_commit_before_stays_unknown_it_is_due(repository, tmp_path):
    repository.commit(MONDAY)
    repository.commit(TUESDAY)
    shallow = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(shallow))
    repository.folder.rename(tmp_path / "gone")
    assert is_due(shallow)


def test_the_very_first_commit_is_due(repository):
    repository.commit(TUESDAY)
    assert is_due(repository.folder)
