"""Wagtail's app of users with our listing and form. Apart from them, as apps are configured before models are there."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "foundations.members.users.OurUserViewSet"
