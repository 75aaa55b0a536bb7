from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        """Connect the throttle and the trail to logins, tell Wagtail who keeps the register of people and how to
        refuse, register the outbox's jobs."""
        from accounts import backends, granting, noting, policies, refusing  # noqa: F401
        from accounts.messages import sending  # noqa: F401
