"""The panel of views on an edit page."""

import datetime

from django.utils import timezone
from wagtail.admin.panels import Panel

from foundations.counters import kinds
from foundations.counters.charts import build_chart
from foundations.counters.models import DailyViews
from foundations.counters.totals import get_total

DEFAULT_DAYS = 30


class ViewsPanel(Panel):
    """Views of the last 30 days and in total; hidden until the object is first published."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "counters/views_panel.html"

        def is_shown(self):
            return bool(self.instance.pk and getattr(self.instance, "first_published_at", True))

        def get_context_data(self, parent_context=None):
            kind, today = kinds.get_kind_of(self.instance), timezone.localdate()
            first = today - datetime.timedelta(days=DEFAULT_DAYS - 1)
            days = dict(DailyViews.objects.of(self.instance).between(first, today).values_list("day", "views"))
            return {
                **super().get_context_data(parent_context),
                "chart": build_chart(days, first, today),
                "total": get_total(kind.name, self.instance.pk),
                "kind": kind.name,
                "may_reset": self.request.user.has_perm("counters.add_counterreset"),
            }
