"""The part of an edition's edit page about its table: what it holds, what contradicts itself, where to import."""

from __future__ import annotations

from wagtail.admin.panels import Panel

from rankings import checks

MAX_WARNINGS = 40  # warnings; the rest is counted


class RowsPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "rankings/admin/rows_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            edition = self.instance
            if not edition.pk:
                return {**context, "edition": None}
            found = checks.find_contradictions(edition)
            return {
                **context,
                "edition": edition,
                "rows": edition.rows.count(),
                "criteria": edition.criteria.count(),
                "warnings": found[:MAX_WARNINGS],
                "more": max(0, len(found) - MAX_WARNINGS),
                "may_import": edition.permissions_for_user(self.request.user).can_publish(),
            }
