from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Campaigns")

    def ready(self) -> None:
        """Tell Wagtail who keeps calls, kinds and terms, and the library who sees what goes with calls."""
        from campaigns import attaching, policies  # noqa: F401
