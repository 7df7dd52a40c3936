"""Reading settings from the environment: strict booleans, stripped lists, secrets from files.

A wrong value stops the start with one sentence that names the variable; nothing is guessed.
"""

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def read_text(name: str, default: str = "") -> str:
    """The variable as text, without blanks around it."""
    return os.environ.get(name, default).strip()


def read_flag(name: str, default: str = "0") -> bool:
    """The variable as a yes or no. Raises ImproperlyConfigured on anything else."""
    value = read_text(name, default).lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0.")


def read_number(name: str, default: int) -> int:
    """The variable as a whole number. Raises ImproperlyConfigured on anything else."""
    value = read_text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number.") from None


def read_words(name: str, default: str = "") -> list[str]:
    """The variable as a list: commas between, blanks and empty items dropped."""
    return [word.strip() for word in read_text(name, default).split(",") if word.strip()]


def read_secret(name: str, default_file: Path | None = None) -> str:
    """A secret from NAME, from the file named by NAME_FILE, or from `default_file` if it exists; else empty."""
    path = read_text(f"{name}_FILE")
    if not path:
        found = read_text(name)
        return found if found or default_file is None or not default_file.exists() else read_file(default_file, name)
    return read_file(Path(path), f"{name}_FILE")


def read_file(path: Path, name: str) -> str:
    """The content of a file, without blanks around it. Raises ImproperlyConfigured naming the variable."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}={str(path)!r}: {error.strerror}.") from None


def read_database(name: str, default: str) -> dict:
    """Django's settings of the database that an address names; SQLite with what several processes need.

    IMMEDIATE: a transaction that reads and then writes takes the write lock at once; with the plain setting two of them
    at the same time fail with "database is locked".
    """
    found = dj_database_url.parse(read_text(name, default), conn_max_age=60, conn_health_checks=True)
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds to wait for the write lock
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
                "PRAGMA journal_size_limit=27103364;"
            ),
        }
    return found
