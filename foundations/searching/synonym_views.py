"""Screens of the synonyms: adding one from a search in vain, the preview of its effect, the history, undoing."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.forms.widgets import Script
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test
from wagtail.admin.panels import Panel
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView

from foundations.searching import changes
from foundations.searching.admin_lists import EngineIndexView
from foundations.searching.models import Synonym
from foundations.searching.previews import compare
from foundations.vietnamese.normalisation import make_one_line

CHANGES_PER_PAGE = 50
MAX_DIGITS = 19  # of a primary key
RIGHTS = ["searching.add_synonym", "searching.change_synonym", "searching.delete_synonym"]
require_rights = user_passes_test(lambda user: user.has_perms(RIGHTS))


class PreviewPanel(Panel):
    """What the words of the form would find, renewed while one types."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "searching/preview_panel.html"

        class Media:
            js = [Script("searching/preview.js", type="module")]

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return {**context, "address": reverse("synonym_preview"), "key": self.instance.pk or ""}


class SynonymIndexView(EngineIndexView):
    """The list, with the way to the history."""

    @cached_property
    def header_buttons(self):
        history = HeaderButton(_("Lịch sử, hoàn tác"), url=reverse("synonym_changes"), icon_name="history")
        return [*super().header_buttons, *([history] if self.request.user.has_perms(RIGHTS) else [])]


class UndoButtonMixin:
    """After saving, a button beside the message that leads to taking the change back. The model writes the log."""

    def get_success_buttons(self):
        last = changes.find_last_change(self.object.pk)
        undo = [messages.button(reverse("synonym_undo", args=[last.pk]), _("Hoàn tác"))] if last else []
        return [*(super().get_success_buttons() or []), *undo]


class SynonymCreateView(UndoButtonMixin, CreateView):
    """The form of a new synonym; `?typed=` fills in what readers typed."""

    def get_initial_form_instance(self):
        return Synonym(typed=make_one_line(self.request.GET.get("typed", ""))[:255])

    def save_instance(self):
        return self.form.save()


class SynonymEditView(UndoButtonMixin, EditView):
    """The form of a synonym."""

    def save_instance(self):
        self.has_content_changes = self.form.has_changed()
        return self.form.save()


class SynonymDeleteView(DeleteView):
    """Asks before deleting."""

    def delete_action(self):
        self.object.delete()


@require_rights
def show_preview(request):
    """A part of the form: results now, and with the synonym of the address.

    Its parameters: `typed`, `meant`, `both_ways`, `group`, and `key` of the one that is changed.
    """
    typed, meant = (make_one_line(request.GET.get(name, ""))[:500] for name in ("typed", "meant"))
    key = request.GET.get("key", "")
    changed = Synonym(
        typed=typed, meant=meant, both_ways="both_ways" in request.GET, group=request.GET.get("group", "")
    )
    is_key = key.isascii() and key.isdigit() and len(key) < MAX_DIGITS
    comparisons = compare(changed, int(key) if is_key else None) if typed else []
    return render(request, "searching/preview.html", {"comparisons": comparisons, "meant": meant})


@require_rights
def list_changes(request):
    """All changes, newest first; the last of each synonym can be undone."""
    page = Paginator(changes.list_changes(), CHANGES_PER_PAGE).get_page(request.GET.get("p"))
    last = changes.find_last_changes(page.object_list)
    rows = [
        (entry, *map(changes.describe_state, (entry.data["before"], entry.data["after"])), entry.pk in last)
        for entry in page
    ]
    context = {
        "page_title": _("Lịch sử từ đồng nghĩa"),
        "header_icon": "history",
        "rows": rows,
        "page_of_changes": page,
    }
    return render(request, "searching/changes.html", context)


@require_rights
def undo_change(request, pk):
    """GET asks, POST undoes."""
    entry = get_object_or_404(changes.list_changes(), pk=pk)
    before, after = entry.data["before"], entry.data["after"]
    if request.method == "POST":
        try:
            changes.undo(entry)
        except changes.OvertakenChangeError:
            messages.error(request, _("Từ này đã được thay đổi lần nữa sau đó; hãy hoàn tác lần thay đổi mới nhất."))
            return redirect("synonym_changes")
        newest = changes.find_last_change(entry.object_id)
        again = messages.button(reverse("synonym_undo", args=[newest.pk]), _("Làm lại"))
        messages.success(request, _("Đã hoàn tác. Trang tìm kiếm dùng lại từ như trước."), buttons=[again])
        return redirect(Synonym.snippet_viewset.get_url_name("list"))
    restored = None if before is None else Synonym(**before)
    context = {
        "page_title": _("Hoàn tác thay đổi"),
        "header_icon": "undo",
        "entry": entry,
        "before": changes.describe_state(before),
        "after": changes.describe_state(after),
        "comparisons": compare(restored, int(entry.object_id)),
    }
    return render(request, "searching/undo.html", context)
