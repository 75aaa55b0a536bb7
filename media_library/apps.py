from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaLibraryConfig(AppConfig):
    name = "media_library"
    verbose_name = _("Media library")

    def ready(self) -> None:
        # The steps of ingest and the rounds over uploads and originals register themselves with the queue; searching
        # hears of senders who are called otherwise now.
        from media_library import (
            closeups,  # noqa: F401
            fixity,  # noqa: F401
            handouts,  # noqa: F401
            searching,  # noqa: F401
        )
        from media_library.duplicates import looking  # noqa: F401
        from media_library.ingest import pipeline  # noqa: F401
        from media_library.uploads import tidying  # noqa: F401
