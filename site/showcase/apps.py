from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShowcaseConfig(AppConfig):
    name = "showcase"
    verbose_name = _("Showcase")

    def ready(self) -> None:
        """Hear of releases and withdrawals, and tell the plan which works are public."""
        from showcase import facets, generation, makers, programme, search  # noqa: F401
