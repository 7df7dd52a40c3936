"""Which parts of Art. 8 NĐ 63/2010 a procedure has: a procedure is complete only with all of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from procedures.choices import Answer
from procedures.models import Procedure
from procedures.reading.choices import Part, Role

# Parts that a procedure may not have still need an answer: stated, or confirmed to be none.
ANSWERED = [Part.FORMS, Part.CONDITIONS, Part.FEES]


@dataclass(frozen=True)
class Completeness:
    """The parts that are missing, and how many there are to have."""

    missing: list[str]
    total: int

    @property
    def present(self) -> int:
        return self.total - len(self.missing)

    def __str__(self):
        return f"{self.present}/{self.total}"


def get_completeness(procedure: Procedure) -> Completeness:
    """Art. 8 part by part; asks the database nothing when the parts are prefetched."""
    channels = list(procedure.channels.all())
    checks = [
        (_("trình tự thực hiện"), bool(procedure.steps)),
        (_("cách thức thực hiện"), bool(channels)),
        (_("thành phần hồ sơ"), procedure.get_answer(Part.DOSSIER) != Answer.UNKNOWN),
        (_("thời hạn giải quyết"), any(channel.time_limit for channel in channels)),
        (_("đối tượng thực hiện"), bool(procedure.subjects)),
        (_("cơ quan thực hiện"), bool(procedure.get_agencies(Role.EXECUTING))),
        (_("kết quả"), bool(procedure.results.all())),
        (_("căn cứ pháp lý"), bool(procedure.legal_bases.all())),
        *((part.label, procedure.get_answer(part) != Answer.UNKNOWN) for part in ANSWERED),
    ]
    return Completeness([str(label).lower() for label, present in checks if not present], len(checks))
