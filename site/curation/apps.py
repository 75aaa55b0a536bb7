from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    name = "curation"
    verbose_name = _("Curation")

    def ready(self) -> None:
        """Register the jobs, hear of acceptances, say who may see files and where they are shown."""
        from curation import (  # noqa: F401
            accepting,
            albums,
            completing,
            house,
            mistakes,
            narrowing,
            releasing,
            reminding,
            sight,
            takedown,
            telling,
            timing,
            usage,
        )
