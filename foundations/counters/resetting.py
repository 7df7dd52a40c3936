"""The screen of one counter, for administrators: opening balance and reset, both logged with a reason."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import permission_required
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.log_actions import log

from foundations.counters import kinds
from foundations.counters.folding import fold
from foundations.counters.models import CounterReset, OpeningBalance
from foundations.counters.totals import get_total
from foundations.vietnamese.templatetags.vietnamese import grouped

RESET_ACTION, OPENING_ACTION = "counters.reset", "counters.opening_balance"


class ResetForm(forms.ModelForm):
    """The reason of a reset."""

    class Meta:
        model = CounterReset
        fields = ["reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"reason": _("Ghi vào nhật ký; với lượt truy cập còn hiện công khai ở trang “Cách đếm”.")}


class OpeningBalanceForm(forms.ModelForm):
    """The number of an old site, and where it was read."""

    class Meta:
        model = OpeningBalance
        fields = ["count", "source"]
        help_texts = {"source": _("Văn bản hoặc trang mà số này được lấy ra.")}


def reset_counter(thing, user, reason: str) -> CounterReset:
    """Resets the counter of an object to zero and logs it. Views already answered are added first.

    Raises ValueError without a reason, or if the object is not counted.
    """
    kind = kinds.get_kind_of(thing)
    if kind is None or not reason.strip():
        raise ValueError("A reset needs a thing that is counted, and a reason.")
    fold()
    with transaction.atomic():
        value = get_total(kind.name, thing.pk)
        made = CounterReset.objects.create(
            kind=kind.name, object_id=thing.pk, value=value, reason=reason.strip(), made_by=user
        )
        log(thing, RESET_ACTION, user=user, data={"value": value, "reason": made.reason})
    return made


def store_opening_balance(thing, user, form: OpeningBalanceForm) -> None:
    """Stores the opening balance of an object and logs the number before and after."""
    content_type = ContentType.objects.get_for_model(thing)
    with transaction.atomic():
        before = OpeningBalance.objects.of(thing).values_list("count", flat=True).first()
        form.instance.content_type, form.instance.object_id = content_type, thing.pk
        after = form.save().count
        log(thing, OPENING_ACTION, user=user, data={"before": before or 0, "after": after})


@permission_required("counters.add_counterreset", raise_exception=True)
def manage_counter(request, kind, pk):
    """Shows the counter of one object with its resets; stores the opening balance, resets the counter."""
    registered = kinds.get_kind(kind)
    if registered is None:
        raise Http404
    thing = get_object_or_404(registered.model, pk=pk)
    action = request.POST.get("action")
    opening = OpeningBalanceForm(
        request.POST if action == "opening" else None, instance=OpeningBalance.objects.of(thing).first()
    )
    form = ResetForm(request.POST if action == "reset" else None)
    if action == "opening" and opening.is_valid():
        store_opening_balance(thing, request.user, opening)
        messages.success(request, _now("Đã lưu số chuyển sang."))
        return redirect("counter", kind, pk)
    if action == "reset" and form.is_valid():
        value = reset_counter(thing, request.user, form.cleaned_data["reason"]).value
        messages.success(request, _now("Đã đặt lại số đếm, trước đó là %(value)s.") % {"value": grouped(value)})
        return redirect("counter", kind, pk)
    resets = CounterReset.objects.filter(kind=kind, object_id=pk).select_related("made_by")
    context = {"thing": thing, "total": get_total(kind, pk), "opening": opening, "form": form, "resets": resets}
    context["breadcrumbs_items"] = [
        {"url": reverse("wagtailadmin_home"), "label": _("Trang chủ")},
        {"url": "", "label": _("Số đếm"), "sublabel": str(thing)},
    ]
    return render(request, "counters/counter.html", context)
