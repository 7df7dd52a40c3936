"""The config of Wagtail's users app with our views. A file of its own: configs are loaded before models."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "foundations.members.users.SiteUserViewSet"
