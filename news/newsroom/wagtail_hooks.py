"""Wagtail hooks for the article form: addresses, script, warning after saving."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages

from news.checks.before_submission import show_checklist
from news.checks.same_titles import render_warning
from news.models import ArticlePage
from news.newsroom import dashboard, menu, pasting_hooks  # noqa: F401 (they register themselves)
from news.newsroom.reviewing import hooks as reviewing_hooks  # noqa: F401 (registers its hooks)
from news.newsroom.same_titles import show_same_titles


@hooks.register("register_admin_urls")
def register_newsroom_urls():
    return [
        path("tieu-de-trung/", show_same_titles, name="same_titles"),
        path("truoc-khi-gui/<int:pk>/", show_checklist, name="before_submission"),
    ]


@hooks.register("insert_editor_js")
def insert_newsroom_js():
    return format_html('<script src="{}"></script>', static("newsroom/newsroom.js"))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_same_titles(request, page):
    """Warns after a manual save; after autosave the form's script shows the warning."""
    if not isinstance(page, ArticlePage) or not request.accepts("text/html"):
        return
    pages = ArticlePage.objects.like_titled(page.title, page.pk)
    if pages:
        messages.warning(request, render_warning(pages, request.user))
