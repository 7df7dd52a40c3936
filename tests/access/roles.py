"""The roles whose reach the table shows. One more role is one more line in ROLES."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from foundations.members.roles import Role as UnitRole
from foundations.members.roles import get_group
from foundations.units.models import Unit
from news.desks import get_editors_group, get_writers_group


class Role(NamedTuple):
    """A column of the table: its heading, and who it is, given the unit whose things are asked for and another one."""

    name: str
    user: Callable[[Unit, Unit], object | None]


def member(group: Group, username: str):
    user, _made = get_user_model().objects.get_or_create(username=username)
    user.groups.set([group])
    return user


def administrator():
    user, _made = get_user_model().objects.get_or_create(username="thu-quan-tri", defaults={"is_superuser": True})
    return user


ROLES = [
    Role("Chưa đăng nhập", lambda own, other: None),
    Role("Biên tập viên của đơn vị", lambda own, other: member(get_editors_group(own), "thu-bien-tap-vien")),
    Role("Biên tập viên đơn vị khác", lambda own, other: member(get_editors_group(other), "thu-don-vi-khac")),
    Role("Người viết của đơn vị", lambda own, other: member(get_writers_group(own), "thu-nguoi-viet")),
    Role("Ban biên tập", lambda own, other: member(get_group(UnitRole.BOARD), "thu-ban-bien-tap")),
    Role("Quản trị", lambda own, other: member(get_group(UnitRole.ADMINISTRATOR), "thu-quan-tri-vien")),
    Role("Quản trị hệ thống", lambda own, other: administrator()),
]
