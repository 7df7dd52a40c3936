"""A database with all migrations applied, made once for all test processes.

Wagtail and the project have more than 250 migrations: 15 s of work for each process. What is made here is a
template; each process gets a copy of it, and Django's own `migrate` looks whether anything is missing. The name of a
template holds a fingerprint of the migrations and of the installed versions: a changed migration makes a new one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".pytest_cache" / "migrated"


def get_fingerprint() -> str:
    """Twelve hexadecimal digits of all migrations of the project and of all installed versions."""
    digest = hashlib.sha256()
    for version in sorted(f"{package.name} {package.version}" for package in distributions()):
        digest.update(version.encode())
    apps = [folder for folder in ROOT.iterdir() if folder.is_dir() and not folder.name.startswith(".")]
    for path in sorted(path for app in apps for path in app.glob("**/migrations/*.py")):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def only_one_process(lock_file: Path = FOLDER / "lock"):
    """The others wait until the one that came first is done."""
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(address: str) -> None:
    """Applies all migrations to the database of a new process. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory(prefix="cong-cai-cach-migrate-") as folder:
        environment = os.environ | {
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "site_project.settings",
            "SECRET_KEY": "only-for-tests",
            "VAR_DIR": folder,
        }
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def copy_migrated_sqlite(target: Path) -> None:
    """Puts a migrated SQLite database at `target`."""
    template = FOLDER / f"{get_fingerprint()}.sqlite3"
    with only_one_process():
        if not template.exists():
            with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
                made = Path(folder) / "new.sqlite3"
                migrate(f"sqlite:///{made}")
                # The last connection that closes writes everything into the one file.
                made.rename(template)
    shutil.copyfile(template, target)


def make_postgresql_template(settings: dict) -> str:
    """The name of a migrated PostgreSQL database beside the one of `settings`, made where it is missing."""
    import psycopg
    from psycopg import sql

    name = f"migrated_{get_fingerprint()}"
    server = {key: settings[key.upper()] for key in ("host", "port", "user", "password") if settings[key.upper()]}
    with only_one_process(), psycopg.connect(**server, dbname="postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            begun = f"{name}_begun"
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(begun)))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(begun)))
            user = f"{settings['USER']}:{settings['PASSWORD']}" if settings["PASSWORD"] else settings["USER"]
            migrate(f"postgresql://{user}@{settings['HOST']}:{settings['PORT']}/{begun}")
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(rename.format(sql.Identifier(begun), sql.Identifier(name)))
    return name
