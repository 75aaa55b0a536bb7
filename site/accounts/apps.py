from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        """Connect the throttle to logins, and tell Wagtail who keeps the register of people."""
        from accounts import backends, noting, policies  # noqa: F401
