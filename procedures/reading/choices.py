"""The words of the field that a procedure's parts are chosen from, and what older documents call them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Who carries the procedure out. The district level ended on 01/07/2025; old records still name it."""

    MINISTRY = "bo", _("Cấp bộ")
    PROVINCE = "tinh", _("Cấp tỉnh")
    DISTRICT = "huyen", _("Cấp huyện (đã kết thúc)")
    COMMUNE = "xa", _("Cấp xã")
    OTHER = "khac", _("Cơ quan khác")


class Kind(models.TextChoices):
    STANDARD = "thong-thuong", _("Thông thường")
    SPECIFIC = "dac-thu", _("Đặc thù")
    INTERCONNECTED = "lien-thong", _("Liên thông")
    INTERNAL = "noi-bo", _("Nội bộ")


class ServiceLevel(models.TextChoices):
    """Online service: two levels since NĐ 42/2022, before that four (1 and 2 gave information and forms only)."""

    FULL = "toan-trinh", _("Toàn trình")
    PARTIAL = "mot-phan", _("Một phần")
    NONE = "khong", _("Chưa có dịch vụ công trực tuyến")


OLD_SERVICE_LEVELS = {"1": ServiceLevel.NONE, "2": ServiceLevel.NONE, "3": ServiceLevel.PARTIAL, "4": ServiceLevel.FULL}


class Way(models.TextChoices):
    """How a dossier is handed in."""

    DIRECT = "truc-tiep", _("Trực tiếp")
    ONLINE = "truc-tuyen", _("Trực tuyến")
    POST = "buu-chinh", _("Dịch vụ bưu chính")


class TimeUnit(models.TextChoices):
    HOUR = "gio", _("giờ")
    DAY = "ngay", _("ngày")
    WORKING_DAY = "ngay-lam-viec", _("ngày làm việc")
    MONTH = "thang", _("tháng")
    YEAR = "nam", _("năm")


class FeeState(models.TextChoices):
    """What is known of the fee of one channel. Nothing said is not "free"."""

    UNKNOWN = "chua-ro", _("Chưa có thông tin")
    STATED = "co", _("Có phí, lệ phí")
    FREE = "mien-phi", _("Miễn phí")


class FeeKind(models.TextChoices):
    FEE = "le-phi", _("Lệ phí")
    SERVICE_FEE = "phi", _("Phí")
    PRICE = "gia", _("Giá dịch vụ")
    ANY = "khac", _("Phí, lệ phí")


class Role(models.TextChoices):
    ISSUING = "ban-hanh", _("Cơ quan ban hành")
    AUTHORITY = "co-tham-quyen", _("Cơ quan có thẩm quyền")
    EXECUTING = "thuc-hien", _("Cơ quan thực hiện")
    AUTHORISED = "duoc-uy-quyen", _("Cơ quan được ủy quyền")
    COORDINATING = "phoi-hop", _("Cơ quan phối hợp")


class Part(models.TextChoices):
    """The optional parts of Art. 8 NĐ 63/2010 and of the national portal that an editor can confirm to be none."""

    CONDITIONS = "conditions", _("Yêu cầu, điều kiện")
    FEES = "fees", _("Phí, lệ phí")
    DOSSIER = "dossier", _("Thành phần hồ sơ")
    FORMS = "forms", _("Mẫu đơn, tờ khai")
    RECEPTION = "reception_address", _("Địa chỉ tiếp nhận hồ sơ")
    AUTHORISED = "authorised", _("Cơ quan được ủy quyền")
    COORDINATING = "coordinating", _("Cơ quan phối hợp")
    RELATED = "related", _("Thủ tục liên quan")
