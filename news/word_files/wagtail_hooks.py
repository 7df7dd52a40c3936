"""Links to «Viết bài từ tệp Word»: in the menu, and on columns and desks."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from news.models import ArticlePage, NewsIndexPage
from news.word_files.pages import find_desks, show_word_form


class WordMenuItem(MenuItem):
    def is_shown(self, request):
        return find_desks(request.user).exists()


@hooks.register("register_admin_urls")
def register_word_urls():
    return [path("bai-tu-word/", show_word_form, name="news_word")]


@hooks.register("register_admin_menu_item")
def register_word_menu_item():
    return WordMenuItem(_("Bài từ tệp Word"), reverse("news_word"), name="word", icon_name="doc-full", order=111)


def make_word_buttons(page, user, *args, **kwargs):
    takes_articles = isinstance(page, NewsIndexPage) and ArticlePage.can_create_at(page)
    if takes_articles and page.permissions_for_user(user).can_add_subpage():
        url = f"{reverse('news_word')}?trang={page.pk}"
        yield Button(_("Viết bài từ tệp Word"), url, icon_name="doc-full", priority=18)


hooks.register("register_page_header_buttons", make_word_buttons)
hooks.register("register_page_listing_more_buttons", make_word_buttons)
