"""What decisions make of a procedure, and what is known of one of its parts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    """What a list decision does to a procedure."""

    NEW = "moi", _("Ban hành mới")
    AMENDED = "sua-doi", _("Sửa đổi, bổ sung")
    REPLACED = "thay-the", _("Thay thế")
    ABOLISHED = "bai-bo", _("Bãi bỏ")


class Status(models.TextChoices):
    """What the decisions in force have made of a procedure."""

    IN_FORCE = "hieu-luc", _("Đang áp dụng")
    AMENDED = "sua-doi", _("Đã sửa đổi, bổ sung")
    REPLACED = "thay-the", _("Đã được thay thế")
    ABOLISHED = "bai-bo", _("Đã bãi bỏ")

    @property
    def is_over(self) -> bool:
        return self in {Status.REPLACED, Status.ABOLISHED}


STATUS_AFTER = {
    Action.NEW: Status.IN_FORCE,
    Action.AMENDED: Status.AMENDED,
    Action.REPLACED: Status.REPLACED,
    Action.ABOLISHED: Status.ABOLISHED,
}


class Answer(models.TextChoices):
    """Of one fact: stated, confirmed to be none, not known."""

    STATED = "co", _("Có thông tin")
    NONE = "khong", _("Không có")
    UNKNOWN = "chua-ro", _("Chưa có thông tin")
