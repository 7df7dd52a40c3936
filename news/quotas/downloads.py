"""Evidence packs over HTTP, sent while they are made."""

from __future__ import annotations

import logging

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from foundations.members.roles import require_board
from foundations.units.models import Unit
from news.quotas.counting import open_ledger
from news.quotas.matrix import open_year
from news.quotas.packs import Subject, unit_files, year_files, zipped
from news.quotas.periods import Cycle, Period
from news.quotas.permissions import require_unit

logger = logging.getLogger(__name__)


def unit_pack(request, pk: int, code: str):
    """The pack of one unit and period, for its editors and the board. 404 where the period is none."""
    unit = get_object_or_404(Unit, pk=pk)
    require_unit(request.user, unit)
    period = Period.parse(code)
    if period is None:
        raise Http404
    subject = Subject(open_ledger(period), unit.pk, period)
    return _as_zip(zipped(unit_files(subject)), subject.folder)


def year_pack(request, year: int):
    """The packs of all units for a year, for the board. 404 where the year is none."""
    require_board(request.user)
    period = Period.parse(str(year))
    if period is None or period.cycle is not Cycle.YEAR:
        raise Http404
    return _as_zip(zipped(year_files(open_year(year), period, _log_progress)), f"minh-chung-{year}")


def _log_progress(number: int, total: int, unit: str) -> None:
    logger.info("Evidence pack: %s of %s, %s", number, total, unit)


def _as_zip(pieces, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="minh-chung-{name.removeprefix("minh-chung-")}.zip"'
    return response
