"""Where a run stands, what a row is about and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """Reading and storing are work of a process; in the other states a person decides, or nothing is left to do."""

    READING = "dang-doc", _("đang đọc")
    READ = "cho-duyet", _("đã đọc, chờ duyệt")
    STORING = "dang-ghi", _("đang ghi")
    STORED = "da-ghi", _("đã ghi")
    INTERRUPTED = "ngat", _("bị ngắt")
    REFUSED = "tu-choi", _("bị từ chối")
    UNDONE = "da-go", _("đã gỡ")


class Step(models.TextChoices):
    """What a run that was interrupted goes on with."""

    READ = "doc"
    STAGE = "chuan-bi"
    CLEAR = "don"


class RowKind(models.TextChoices):
    NEW = "moi", _("mới")
    CHANGED = "doi", _("thay đổi")
    GONE = "khong-con", _("không còn trong nguồn")
    REMOVE = "go-bo", _("gỡ khỏi danh mục")
    RESTORE = "tra-lai", _("trả về nội dung trước")


class RowState(models.TextChoices):
    WAITING = "cho", _("chờ ghi")
    STORED = "da-ghi", _("đã ghi")
    OVERTAKEN = "da-sua", _("đã sửa trong lúc chờ")
    KEPT = "giu-lai", _("giữ nguyên")
    FAILED = "loi", _("không ghi được")
    UNDONE = "da-go", _("đã gỡ")
