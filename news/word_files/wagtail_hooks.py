"""Where editors find «Viết bài từ tệp Word»: the menu, and the buttons of a column or desk."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from news.models import ArticlePage, NewsIndexPage
from news.word_files.pages import desks_of, word_view


class WordMenuItem(MenuItem):
    def is_shown(self, request):
        return desks_of(request.user).exists()


@hooks.register("register_admin_urls")
def address_of_word_files():
    return [path("bai-tu-word/", word_view, name="news_word")]


@hooks.register("register_admin_menu_item")
def word_in_the_menu():
    return WordMenuItem(_("Bài từ tệp Word"), reverse("news_word"), name="word", icon_name="doc-full", order=110)


def word_buttons(page, user, *args, **kwargs):
    takes_articles = isinstance(page, NewsIndexPage) and ArticlePage.can_create_at(page)
    if takes_articles and page.permissions_for_user(user).can_add_subpage():
        url = f"{reverse('news_word')}?trang={page.pk}"
        yield Button(_("Viết bài từ tệp Word"), url, icon_name="doc-full", priority=18)


hooks.register("register_page_header_buttons", word_buttons)
hooks.register("register_page_listing_more_buttons", word_buttons)
