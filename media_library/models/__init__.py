"""What arrives (Upload), what is kept (Asset), what is made from it (Rendition), how it is ordered (Album, Tag), and
what is there twice (Resemblance)."""

from media_library.models.album import Album, Tag
from media_library.models.asset import HLS_MASTER, Asset, Family, Rendition, State
from media_library.models.resemblance import Look, Mark, Resemblance
from media_library.models.upload import Upload

__all__ = [
    "HLS_MASTER",
    "Album",
    "Asset",
    "Family",
    "Look",
    "Mark",
    "Rendition",
    "Resemblance",
    "State",
    "Tag",
    "Upload",
]
