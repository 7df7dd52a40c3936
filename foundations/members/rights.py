"""Rights that roles get: each app declares those to its own models in its AppConfig; here they are collected."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Permission


def collect_rights(declaration: str) -> list[str]:
    """The codenames that all apps declare as `board_rights` or `administrator_rights`."""
    return [codename for config in apps.get_app_configs() for codename in getattr(config, declaration, [])]


def get_permissions(codenames) -> list[Permission]:
    """The permissions of these codenames. Raises LookupError if one does not exist."""
    found = {permission.codename: permission for permission in Permission.objects.filter(codename__in=codenames)}
    if missing := set(codenames) - set(found):
        raise LookupError(f"no such permission: {', '.join(sorted(missing))}")
    return [found[codename] for codename in codenames]
