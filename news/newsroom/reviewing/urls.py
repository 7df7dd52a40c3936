"""At addresses of Wagtail's own, and looked up before them: what differs from its screens of a page."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from news.newsroom.reviewing.decisions import review_of_page
from news.newsroom.reviewing.unpublishing import unpublish

urlpatterns = [
    path(
        "pages/workflow/preview/<int:page_id>/<int:task_id>/",
        never_cache(require_admin_access(review_of_page)),
    ),
    path("pages/<int:page_id>/unpublish/", never_cache(require_admin_access(unpublish))),
]
