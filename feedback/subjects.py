"""What feedback is about, as the app that knows of it says."""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured


def get_subject_name(code: str) -> str:
    """What the procedure of that code is called; empty for none.

    The app that keeps the procedures declares `AppConfig.get_feedback_subject`, as apps of one floor know nothing of
    each other. Raises ImproperlyConfigured if no app or more than one does.
    """
    if not code:
        return ""
    configs = [config for config in apps.get_app_configs() if hasattr(config, "get_feedback_subject")]
    if len(configs) != 1:
        declared = ", ".join(config.name for config in configs) or "none"
        raise ImproperlyConfigured(f"One app must declare get_feedback_subject in its AppConfig; found: {declared}.")
    return configs[0].get_feedback_subject(code)
