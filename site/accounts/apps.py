from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        """Connect the throttle and the trail to logins, tell Wagtail who keeps the register of people, register the
        outbox's jobs."""
        from accounts import backends, granting, noting, policies  # noqa: F401
        from accounts.messages import sending  # noqa: F401
