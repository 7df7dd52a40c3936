"""What the newsroom adds to the form of an article: its addresses, its script, what it says after saving."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages

from news.before_submission import before_submission
from news.models import ArticlePage
from news.newsroom import dashboard, menu, pasting_hooks  # noqa: F401 (they register themselves)
from news.newsroom.reviewing import hooks as reviewing_hooks  # noqa: F401 (registers its hooks)
from news.newsroom.same_titles import same_titles
from news.same_titles import warning


@hooks.register("register_admin_urls")
def newsroom_addresses():
    return [
        path("tieu-de-trung/", same_titles, name="same_titles"),
        path("truoc-khi-gui/<int:pk>/", before_submission, name="before_submission"),
    ]


@hooks.register("insert_editor_js")
def newsroom_script():
    return format_html('<script src="{}"></script>', static("newsroom/newsroom.js"))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_same_titles(request, page):
    """Once the writer saves; autosave, which shows no page, is answered in the form."""
    if not isinstance(page, ArticlePage) or not request.accepts("text/html"):
        return
    pages = ArticlePage.objects.like_titled(page.title, page.pk)
    if pages:
        messages.warning(request, warning(pages, request.user))
