"""Views that replace Wagtail's own; included before its addresses."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from news.newsroom.reviewing.decisions import redirect_to_review
from news.newsroom.reviewing.unpublishing import show_unpublishing

urlpatterns = [
    path(
        "pages/workflow/preview/<int:page_id>/<int:task_id>/",
        never_cache(require_admin_access(redirect_to_review)),
    ),
    path("pages/<int:page_id>/unpublish/", never_cache(require_admin_access(show_unpublishing))),
]
