"""What goes when a work is taken down: counted before it happens."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import storages

from curation.subjects import Subject, public_path
from media_library import storage
from showcase.exhibitions.hall import hung_in
from showcase.models import ExhibitionCard, ExhibitionPage, Release, WorkCard


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
    hall: bool  # an exhibition itself: its works stay
    exhibitions: list[ExhibitionCard]  # those in which a work hangs; its place closes up

    @property
    def others(self) -> int:
        """Pictures, recordings, documents: what is neither tile nor segment nor captions."""
        return self.files - self.tiles - self.segments - self.captions


def vanishing(page: Subject) -> Vanishing | None:
    """Counted in the public store itself; None where nothing of the work is public or about to be."""
    out = (Release.State.LIVE, Release.State.PREPARING)
    released = Release.objects.filter(page_id=page.pk, state__in=out).defer("content")
    hall = isinstance(page, ExhibitionPage)
    tokens = [each.token for each in released]
    if not tokens:
        return None
    paths = [path for token in tokens for path, _size in storage.walk(storages["public"], token)]
    return Vanishing(
        address=settings.PUBLIC_ADDRESS + public_path(page.slug, exhibition=hall),
        files=len(paths),
        tiles=sum("/tiles/" in f"/{path}" for path in paths),
        segments=sum(path.endswith((".m4s", ".m3u8", ".ts")) or "/hls/" in f"/{path}" for path in paths),
        captions=sum(path.endswith(".vtt") for path in paths),
        listed=(ExhibitionCard if hall else WorkCard).objects.filter(slug=page.slug).exists(),
        recording=not isinstance(page, ExhibitionPage) and page.kind.family == "recording",
        hall=hall,
        exhibitions=[] if hall else hung_in(page.slug, dt.date.max),
    )
