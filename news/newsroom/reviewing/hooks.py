"""Wagtail hooks for reviewing."""

from django.urls import path
from wagtail import hooks

from news.newsroom.reviewing.cancelling import show_cancelling
from news.newsroom.reviewing.decisions import show_review, show_review_text
from news.newsroom.reviewing.menus import arrange_actions
from news.newsroom.reviewing.unpublishing import add_unpublish_item, add_unpublish_snippet_item, make_unpublish_buttons

hooks.register("construct_page_action_menu", arrange_actions)
hooks.register("construct_snippet_action_menu", arrange_actions)
hooks.register("construct_page_action_menu", add_unpublish_item)
hooks.register("construct_snippet_action_menu", add_unpublish_snippet_item)
hooks.register("register_page_header_buttons", make_unpublish_buttons)
hooks.register("register_page_listing_more_buttons", make_unpublish_buttons)


@hooks.register("register_admin_urls")
def register_reviewing_urls():
    return [
        path("xem-va-duyet/<int:pk>/", show_review, name="review"),
        path("xem-va-duyet/<int:pk>/noi-dung/", show_review_text, name="review_text"),
        path("huy-quy-trinh-duyet/<int:pk>/", show_cancelling, name="cancel_workflow"),
    ]
