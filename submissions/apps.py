from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = _("Submissions")

    def ready(self) -> None:
        """Answer for the files of what was sent, and let the library be narrowed by it."""
        from media_library import access
        from submissions import narrowing, reminding, sight, usage  # noqa: F401

        access.register(sight.sees)
