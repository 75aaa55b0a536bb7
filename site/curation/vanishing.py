"""What goes when a work is taken down: counted before it happens."""

from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import storages
from django.urls import reverse

from media_library import storage
from showcase.models import Release, WorkCard, WorkPage


@dataclass(frozen=True)
class Vanishing:
    """Of the release that stands: its address, and its files by what they are."""

    address: str
    files: int
    tiles: int
    segments: int
    captions: int
    listed: bool
    recording: bool

    @property
    def others(self) -> int:
        """Pictures, recordings, documents: what is neither tile nor segment nor captions."""
        return self.files - self.tiles - self.segments - self.captions


def vanishing(page: WorkPage) -> Vanishing | None:
    """Counted in the public store itself; None where nothing of the work is public or about to be."""
    out = (Release.State.LIVE, Release.State.PREPARING)
    released = Release.objects.filter(page_id=page.pk, state__in=out).defer("content")
    tokens = [each.token for each in released]
    if not tokens:
        return None
    paths = [path for token in tokens for path, _size in storage.walk(storages["public"], token)]
    return Vanishing(
        address=settings.PUBLIC_ADDRESS + reverse("work", args=[page.slug]),
        files=len(paths),
        tiles=sum("/tiles/" in f"/{path}" for path in paths),
        segments=sum(path.endswith((".m4s", ".m3u8", ".ts")) or "/hls/" in f"/{path}" for path in paths),
        captions=sum(path.endswith(".vtt") for path in paths),
        listed=WorkCard.objects.filter(slug=page.slug).exists(),
        recording=page.kind.family == "recording",
    )
