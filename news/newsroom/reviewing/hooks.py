"""Where the editors' interface meets the screens of deciding."""

from django.urls import path
from wagtail import hooks

from news.newsroom.reviewing.cancelling import cancel_workflow
from news.newsroom.reviewing.decisions import review, review_text
from news.newsroom.reviewing.menus import arrange_actions
from news.newsroom.reviewing.unpublishing import offer_unpublishing, offer_unpublishing_snippet, unpublish_buttons

hooks.register("construct_page_action_menu", arrange_actions)
hooks.register("construct_snippet_action_menu", arrange_actions)
hooks.register("construct_page_action_menu", offer_unpublishing)
hooks.register("construct_snippet_action_menu", offer_unpublishing_snippet)
hooks.register("register_page_header_buttons", unpublish_buttons)
hooks.register("register_page_listing_more_buttons", unpublish_buttons)


@hooks.register("register_admin_urls")
def addresses_of_decisions():
    return [
        path("xem-va-duyet/<int:pk>/", review, name="review"),
        path("xem-va-duyet/<int:pk>/noi-dung/", review_text, name="review_text"),
        path("huy-quy-trinh-duyet/<int:pk>/", cancel_workflow, name="cancel_workflow"),
    ]
