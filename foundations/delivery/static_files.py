"""Collects and compresses static files, only if one of their sources has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import django
import wagtail
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

INSTALLED_PACKAGES = "site-packages"


def collect_static_files() -> bool:
    """Collects the static files if they are missing or outdated; returns whether it did."""
    state, written = make_fingerprint(), settings.STATIC_ROOT / ".fingerprint"
    if written.exists() and written.read_text() == state:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    written.write_text(state)
    return True


def find_sources() -> list[Path]:
    """The folders of our own static files: of our apps, and STATICFILES_DIRS."""
    folders = [Path(config.path) for config in apps.get_app_configs()]
    ours = [folder / "static" for folder in folders if INSTALLED_PACKAGES not in folder.parts]
    return [*ours, *(Path(folder) for _prefix, folder in settings.STATICFILES_DIRS)]


def make_fingerprint() -> str:
    """A hash of our own static files and of the versions of Django and Wagtail, which bring others."""
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    for folder in find_sources():
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()
