"""What a person should look at in a record that was taken: words in no field, cells that nobody can tell apart."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class RemarkKind(models.TextChoices):
    """The kinds of remarks, as a clerk's list groups them. The first two count as words that stand in no field."""

    UNPLACED = "unplaced", _("Chữ không nằm ở trường nào")
    UNREAD = "unread", _("Trường của nguồn không được đọc")
    TIME_AND_FEE = "time-and-fee", _("Thời hạn và số tiền dính liền, giữ nguyên văn")
    CELLS = "cells", _("Không rõ ranh giới các ô, giữ nguyên văn")
    FORM = "form", _("Tên tệp mẫu dính với tên giấy tờ, giữ nguyên văn")
    NUMBER = "number", _("Không rõ số, ký hiệu văn bản, giữ nguyên văn")
    NUMBER_DIFFERS = "number-differs", _("Số, ký hiệu không có trong danh sách số hiệu của bản ghi")
    ADDRESS = "address", _("Địa chỉ không dùng được, để trống")
    CUT = "cut", _("Chữ bị cắt giữa từ")
    ADDED = "added", _("Chữ được lưu mà nguồn không có")


NOT_STORED = (RemarkKind.UNPLACED, RemarkKind.UNREAD)


@dataclass(frozen=True)
class Remark:
    """What kind, in which field of the source, which words."""

    kind: RemarkKind
    field: str
    words: str
