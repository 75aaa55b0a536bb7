from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        """Connect the throttle and the trail to logins, tell Wagtail who keeps the register of people and how to
        refuse, register the outbox's jobs."""
        from django.contrib.auth.models import Group

        from accounts import backends, granting, noting, policies, refusing  # noqa: F401
        from accounts.messages import sending  # noqa: F401
        from accounts.roles import name_of_group

        # Lists, filters, choices and headings of Wagtail say str(group).
        Group.add_to_class("__str__", name_of_group)
