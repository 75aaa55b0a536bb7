"""What ingest makes after a work went live (AVIF, HLS, frames for the seek bar) joins the release that stands; nothing that was signed changes."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import receiver

from curation import publicfiles
from curation.releasing import COMPLETE, EXTRAS, files_of
from jobs import queue
from jobs.models import Lane
from media_library.models import Asset
from media_library.signals import extra_made
from showcase.cards import cover_of
from showcase.models import Release, WorkCard, WorkMedia, WorkPage
from showcase.snapshot import content_of, public_place


@receiver(extra_made, dispatch_uid="curation.completing.ask")
def ask_to_complete(asset: Asset, **_more: Any) -> None:
    """Have the releases that show the asset take over what was made."""
    # One that is being prepared may have looked before this was made; it asks again when it is live.
    if _showing(asset.uid, Release.State.LIVE, Release.State.PREPARING).exists():
        queue.ask(COMPLETE, str(asset.uid))


@queue.handles(COMPLETE, lane=Lane.SLOW)
def complete(uid: str) -> None:
    """Copy the files first, then name them. Idempotent."""
    for found in _showing(uid, Release.State.LIVE):
        page = WorkPage.objects.get(pk=found.page_id).revisions.get(pk=found.revision_id).as_object()
        media = content_of(page, public_place)["media"]
        publicfiles.put(found.token, files_of(found))
        with transaction.atomic():
            live = Release.objects.select_for_update().filter(pk=found.pk, state=Release.State.LIVE).first()
            if live:
                for old, new in zip(live.content["media"], media, strict=True):
                    old |= {name: new.get(name) for name in EXTRAS}
                Release.objects.filter(pk=live.pk).update(content=live.content)
                WorkCard.objects.filter(release=live).update(cover=cover_of(live.content))
        # Withdrawn while we copied: what was put goes again.
        publicfiles.clear_dead(found.page_id)


def _showing(uid: Any, *states: str) -> QuerySet[Release]:
    pages = WorkMedia.objects.filter(asset__uid=uid).values("page_id")
    return Release.objects.filter(page_id__in=pages, state__in=states)
