"""An edition's rows and criteria in the editors' interface. For who may publish the edition."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from rankings.admin_forms import CriterionFormSet, ErratumForm, RowForm
from rankings.models import RankingPage, Row


def get_edition(request, pk: int) -> RankingPage:
    """The edition, if the user may publish it. Raises Http404, PermissionDenied."""
    edition = get_object_or_404(RankingPage.objects.select_related("index"), pk=pk)
    if not edition.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return edition


def log_change(edition: RankingPage, user, action: str, data: dict, **fields) -> None:
    """Puts the change into the page's history. `fields` of the page change in its newest version and in the live one.

    A live page is published again, so that what is cached is renewed.
    """
    log(edition, action, user=user, data=data)
    is_current = edition.live and not edition.has_unpublished_changes
    if not is_current and not fields:
        return
    latest = edition.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    if fields:
        RankingPage.objects.filter(pk=edition.pk).update(**fields)
    revision = latest.save_revision(user=user)
    if is_current:
        revision.publish(user=user)


def list_rows(request, pk):
    """All rows of an edition, to link units, to note and to correct."""
    edition = get_edition(request, pk)
    found = edition.rows.derived().select_related("unit").prefetch_related("errata").order_by("order", "pk")
    return render(request, "rankings/admin/rows.html", {"edition": edition, "rows": found})


def edit_row(request, pk, row_pk):
    """One row: its unit and note; and an erratum."""
    edition = get_edition(request, pk)
    edited = get_object_or_404(Row.objects.select_related("edition"), pk=row_pk, edition=edition)
    correcting = "correct" in request.POST
    form = RowForm(None if correcting else request.POST or None, instance=edited)
    erratum = ErratumForm(request.POST if correcting else None, row=edited)
    if request.method == "POST" and (erratum if correcting else form).is_valid():
        with transaction.atomic():
            if correcting:
                erratum.store()
            else:
                form.save()
            log_change(edition, request.user, "rankings.row", {"row": edited.name})
        messages.success(request, _("Đã lưu dòng “%(name)s”.") % {"name": edited.name})
        return redirect("ranking_rows", pk)
    context = {"edition": edition, "row": edited, "form": form, "erratum": erratum, "errata": edited.errata.all()}
    return render(request, "rankings/admin/row.html", context)


def edit_criteria(request, pk):
    """Names, maxima and weights of an edition's criteria."""
    edition = get_edition(request, pk)
    forms = CriterionFormSet(request.POST or None, queryset=edition.criteria.all())
    if request.method == "POST" and forms.is_valid():
        with transaction.atomic():
            forms.save()
            log_change(edition, request.user, "rankings.criteria", {})
        messages.success(request, _("Đã lưu các tiêu chí."))
        return redirect("wagtailadmin_pages:edit", pk)
    return render(request, "rankings/admin/criteria.html", {"edition": edition, "forms": forms})
