"""Demonstration accounts, one for each role; their passwords are written to a file."""

from __future__ import annotations

import json
import os
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model

from foundations.members.models import Membership
from foundations.members.roles import Role
from news.models import NewsIndexPage

ACCOUNTS_FILE = "tai-khoan-trinh-dien.json"


def load_accounts() -> int:
    """Creates one person for each role and a superuser, with random passwords; returns how many."""
    unit = NewsIndexPage.objects.filter(unit__valid_to=None).exclude(unit=None).first().unit
    accounts = {
        "nguoi-viet": ("Người viết", "viết bài cho đơn vị, gửi duyệt", Role.WRITER, unit),
        "bien-tap-vien": ("Biên tập viên đơn vị", "xem bài của người viết, mời người viết", Role.EDITOR, unit),
        "ban-bien-tap": ("Thành viên Ban biên tập", "duyệt, đăng bài của mọi đơn vị", Role.BOARD, None),
        "quan-tri-vien": ("Quản trị viên", "như Ban biên tập, thêm mời người, giao vai trò", Role.ADMINISTRATOR, None),
        "quan-tri": ("Quản trị kỹ thuật", "mọi quyền, như createsuperuser; không dùng hằng ngày", None, None),
    }
    written = []
    for username, (words, duty, role, of_unit) in accounts.items():
        password = secrets.token_urlsafe(12)
        user = get_user_model().objects.create_user(username, password=password, first_name=words)
        user.is_superuser = user.is_staff = role is None
        user.save()
        if role:
            Membership.objects.create(user=user, role=role, unit=of_unit)
        written.append({"username": username, "password": password, "role": words, "duty": duty})
    write_accounts(written)
    return len(written)


def write_accounts(accounts: list[dict]) -> None:
    """Writes the accounts to a file that only its owner can read."""
    path = settings.VAR_DIR / ACCOUNTS_FILE
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(accounts, file, ensure_ascii=False, indent=1)


def read_accounts() -> list[dict]:
    """The demonstration accounts; empty if there are none."""
    path = settings.VAR_DIR / ACCOUNTS_FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
