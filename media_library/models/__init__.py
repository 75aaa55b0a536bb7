"""What arrives (Upload), what is kept (Asset), what is made from it (Rendition), how it is ordered (Album, Tag)."""

from media_library.models.album import Album, Tag
from media_library.models.asset import HLS_MASTER, Asset, Family, Rendition, State
from media_library.models.upload import Upload

__all__ = ["HLS_MASTER", "Album", "Asset", "Family", "Rendition", "State", "Tag", "Upload"]
