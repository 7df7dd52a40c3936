"""Evidence packs as streamed downloads."""

from __future__ import annotations

import logging

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from foundations.members.roles import require_board
from foundations.units.models import Unit
from news.quotas.counting import build_ledger
from news.quotas.matrix import build_year_ledger
from news.quotas.packs import PackSubject, make_unit_files, make_year_files, make_zip
from news.quotas.periods import Cycle, Period
from news.quotas.permissions import require_unit

logger = logging.getLogger(__name__)


def send_unit_pack(request, pk: int, code: str):
    """The pack of one unit and period, for its editors and the board. 404 for an invalid period."""
    unit = get_object_or_404(Unit, pk=pk)
    require_unit(request.user, unit)
    period = Period.parse(code)
    if period is None:
        raise Http404
    subject = PackSubject(build_ledger(period), unit.pk, period)
    return _make_response(make_zip(make_unit_files(subject)), subject.folder)


def send_year_pack(request, year: int):
    """The packs of all units for a year, for the board. 404 for an invalid year."""
    require_board(request.user)
    period = Period.parse(str(year))
    if period is None or period.cycle is not Cycle.YEAR:
        raise Http404
    return _make_response(
        make_zip(make_year_files(build_year_ledger(year), period, _log_progress)), f"minh-chung-{year}"
    )


def _log_progress(number: int, total: int, unit: str) -> None:
    logger.info("Evidence pack: %s of %s, %s", number, total, unit)


def _make_response(pieces, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="minh-chung-{name.removeprefix("minh-chung-")}.zip"'
    return response
