"""Fixed lists of the app; the values stand in addresses and files and never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """Forms of documents: NĐ 30/2020 Art. 7 for administrative ones, Luật 64/2025/QH15 Art. 4 for legal ones."""

    CONSTITUTION = "hien-phap", _("Hiến pháp")
    CODE = "bo-luat", _("Bộ luật")
    LAW = "luat", _("Luật")
    ORDINANCE = "phap-lenh", _("Pháp lệnh")
    RESOLUTION = "nghi-quyet", _("Nghị quyết")
    DECREE = "nghi-dinh", _("Nghị định")
    DECISION = "quyet-dinh", _("Quyết định")
    CIRCULAR = "thong-tu", _("Thông tư")
    JOINT_CIRCULAR = "thong-tu-lien-tich", _("Thông tư liên tịch")
    DIRECTIVE = "chi-thi", _("Chỉ thị")
    PLAN = "ke-hoach", _("Kế hoạch")
    PROGRAMME = "chuong-trinh", _("Chương trình")
    REPORT = "bao-cao", _("Báo cáo")
    NOTICE = "thong-bao", _("Thông báo")
    GUIDANCE = "huong-dan", _("Hướng dẫn")
    DISPATCH = "cong-van", _("Công văn")
    OTHER = "khac", _("Văn bản khác")


class Status(models.TextChoices):
    """Whether a document is in force."""

    IN_FORCE = "con-hieu-luc", _("Có hiệu lực")
    PARTLY = "het-mot-phan", _("Hết hiệu lực một phần")
    OVER = "het-hieu-luc", _("Hết hiệu lực toàn bộ")
    NOT_YET = "chua-co-hieu-luc", _("Chưa có hiệu lực")
    UNKNOWN = "chua-ro", _("Chưa có thông tin về hiệu lực")


class Effect(models.TextChoices):
    """What one document does to another, and how the other says it of itself."""

    REPLACES = "thay-the", _("Thay thế")
    ABOLISHES = "bai-bo", _("Bãi bỏ")
    ABOLISHES_PART = "bai-bo-mot-phan", _("Bãi bỏ một phần")
    AMENDS = "sua-doi", _("Sửa đổi, bổ sung")
    DETAILS = "quy-dinh-chi-tiet", _("Quy định chi tiết, hướng dẫn")
    RESTS_ON = "can-cu", _("Căn cứ")


REVERSED = {
    Effect.REPLACES: _("Được thay thế bằng"),
    Effect.ABOLISHES: _("Bị bãi bỏ bởi"),
    Effect.ABOLISHES_PART: _("Bị bãi bỏ một phần bởi"),
    Effect.AMENDS: _("Được sửa đổi, bổ sung bởi"),
    Effect.DETAILS: _("Được quy định chi tiết, hướng dẫn bởi"),
    Effect.RESTS_ON: _("Là căn cứ của"),
}
ENDING = (Effect.REPLACES, Effect.ABOLISHES)
