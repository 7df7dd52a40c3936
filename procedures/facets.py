"""By what the public list is narrowed: the names of the filters in addresses, and what each procedure has of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from procedures.choices import Status
from procedures.reading.choices import FeeState, Level, ServiceLevel, Way

UNKNOWN = "chua-ro"


@dataclass(frozen=True)
class Facet:
    """A filter: its name in the address, its heading, and the order of its values if they have one."""

    parameter: str
    heading: str
    choices: tuple[tuple[str, str], ...] = ()


FACETS = [
    Facet("linh-vuc", _("Lĩnh vực")),
    Facet("cap", _("Cấp thực hiện"), tuple(Level.choices)),
    Facet("co-quan", _("Cơ quan thực hiện")),
    Facet("doi-tuong", _("Đối tượng")),
    Facet("muc-do", _("Dịch vụ công trực tuyến"), (*ServiceLevel.choices, (UNKNOWN, _("Chưa có thông tin")))),
    Facet(
        "phi",
        _("Phí, lệ phí"),
        (
            (FeeState.FREE.value, _("Miễn phí")),
            (FeeState.STATED.value, _("Có phí, lệ phí")),
            (FeeState.UNKNOWN.value, _("Chưa có thông tin")),
        ),
    ),
    Facet("hinh-thuc", _("Hình thức nộp"), tuple(Way.choices)),
    Facet("tinh-trang", _("Tình trạng"), tuple(Status.choices)),
]
BY_PARAMETER = {facet.parameter: facet for facet in FACETS}
STATUS = "tinh-trang"
OVER = frozenset(status.value for status in Status if status.is_over)


def get_fee(states: set[str]) -> str:
    """The fee of a whole procedure by those of its channels: one that costs something outweighs those that do not."""
    for state in (FeeState.STATED, FeeState.FREE):
        if state in states:
            return state.value
    return FeeState.UNKNOWN.value
