"""Hooks: addresses, help menu items and stylesheet of the handbook."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundations.handbook import urls

MENU = [
    ("handbook", "index", [], _("Sổ tay biên tập"), "help"),
    ("handbook-questions", "chapter", ["cau-hoi-thuong-gap"], _("Câu hỏi thường gặp"), "comment"),
    ("handbook-crib", "chapter", ["tra-nhanh"], _("Tra nhanh"), "clipboard-list"),
]


@hooks.register("register_admin_urls")
def register_urls():
    return [path("tro-giup/", include(urls))]


def make_menu_item(number: int) -> MenuItem:
    name, view, arguments, label, icon = MENU[number]
    address = reverse(f"handbook:{view}", args=arguments)
    return MenuItem(label, address, name=name, icon_name=icon, order=100 + number)


for number in range(len(MENU)):
    hooks.register("register_help_menu_item", lambda number=number: make_menu_item(number))


@hooks.register("insert_global_admin_css")
def insert_stylesheet():
    return format_html('<link rel="stylesheet" href="{}">', static("handbook/handbook.css"))
