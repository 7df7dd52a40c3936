"""A procedure as one row of a sheet; the headings are those that the importer reads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from procedures.choices import Answer
from procedures.models import Channel, Procedure
from procedures.reading.choices import FeeState, Part, Role

COLUMNS = [
    ("code", _("Mã thủ tục"), 14),
    ("name", _("Tên thủ tục hành chính"), 60),
    ("field", _("Lĩnh vực"), 24),
    ("levels", _("Cấp thực hiện"), 16),
    ("issuing", _("Cơ quan ban hành"), 24),
    ("executing", _("Cơ quan thực hiện"), 30),
    ("time", _("Thời hạn giải quyết"), 28),
    ("place", _("Cách thức, địa điểm thực hiện"), 28),
    ("fee", _("Phí, lệ phí"), 28),
    ("legal", _("Căn cứ pháp lý"), 40),
    ("service", _("Mức độ dịch vụ công"), 18),
    ("decision", _("Quyết định công bố"), 20),
    ("status", _("Tình trạng"), 18),
]


def build_row(procedure: Procedure) -> list[str]:
    channels = list(procedure.channels.all())
    several = len({(channel.time_limit, describe_fee(channel)) for channel in channels}) > 1
    return [
        procedure.code,
        procedure.name,
        procedure.field.name if procedure.field else "",
        ", ".join(str(level) for level in procedure.level_names),
        "\n".join(agency.name for agency in procedure.get_agencies(Role.ISSUING)),
        "\n".join(agency.name for agency in procedure.get_agencies(Role.EXECUTING)),
        join_lines(channels, lambda channel: channel.time_limit, several),
        "\n".join(
            [*(channel.get_way_display() for channel in channels), *procedure.reception_address.split("\n")]
        ).strip(),
        join_lines(channels, describe_fee, several) if channels else describe_answer(procedure.get_answer(Part.FEES)),
        "\n".join(f"{basis.title} {basis.number}".strip() for basis in procedure.legal_bases.all()),
        procedure.get_service_level_display(),
        procedure.decision_number,
        procedure.status.label,
    ]


def join_lines(channels: list[Channel], words, several: bool) -> str:
    """One line where all channels say the same, else one for each."""
    if not several:
        return next((words(channel) for channel in channels), "")
    return "\n".join(f"{channel.get_way_display()}: {words(channel)}" for channel in channels)


def describe_fee(channel: Channel) -> str:
    """The fee of a channel for reading; "Miễn phí" only if it is said, and never for nothing said. What is neither a
    fee nor free ("Không quy định") is told in its own words."""
    if channel.fee_state != FeeState.STATED:
        words = "; ".join(fee.note for fee in channel.fees.all() if fee.note)
        is_unclear = channel.fee_state == FeeState.UNKNOWN
        return words if is_unclear and words else str(FeeState(channel.fee_state).label)
    fees = [
        f"{fee} ({fee.note})" if fee.amount and fee.note else str(fee) if fee.amount else fee.note
        for fee in channel.fees.all()
    ]
    return "; ".join(fee for fee in fees if fee) or str(FeeState.STATED.label)


def describe_answer(answer: str) -> str:
    return str(Answer(answer).label)
