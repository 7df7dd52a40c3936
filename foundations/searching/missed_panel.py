"""The dashboard panel of searches without results, for users who may add synonyms."""

import datetime

from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component

from foundations.searching.models import MissedSearch, Synonym

MAX_SHOWN = 5
RECENT_PERIOD = datetime.timedelta(days=30)


class MissedSearchesPanel(Component):
    """The most frequent searches without results of the last 30 days."""

    name = "missed_searches"
    template_name = "searching/missed_panel.html"
    order = 170

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        if not (user.has_perm("searching.view_missedsearch") and user.has_perm("searching.add_synonym")):
            return {"missed": []}
        recent = MissedSearch.objects.filter(last_on__gte=timezone.localdate() - RECENT_PERIOD)
        return {
            "missed": list(recent.order_by("-count", "-last_on", "pk")[:MAX_SHOWN]),
            "everything": reverse(MissedSearch.snippet_viewset.get_url_name("list")),
            "teach": reverse(Synonym.snippet_viewset.get_url_name("add")),  # the words are added to it
        }


@hooks.register("construct_homepage_panels")
def add_missed_searches_panel(request, panels):
    panels.append(MissedSearchesPanel())
