"""Wagtail's users app with our forms; stands in INSTALLED_APPS in its place."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    group_viewset = "accounts.users.GroupViewSet"
    user_viewset = "accounts.users.UserViewSet"
