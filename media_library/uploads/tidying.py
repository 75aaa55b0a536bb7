"""Rounds over uploads: end what a dead process began, remove what nobody went on with."""

import datetime as dt
import logging

from django.core.files.storage import storages
from django.db.models import F
from django.utils import timezone

from jobs import queue, rounds
from jobs.models import Lane
from media_library import storage
from media_library.models import Upload
from media_library.uploads import arriving
from media_library.uploads.finishing import finish_again, is_whole

log = logging.getLogger(__name__)

#: A request that is alive has ended a whole upload by then.
LEFT_ALONE = dt.timedelta(minutes=5)
#: A file without a row this old was never acknowledged to anybody.
STRAY = dt.timedelta(days=1)


@rounds.every(600)
def look() -> None:
    """Ask for the tidying, and for the end of each upload that arrived whole but has no asset."""
    queue.ask("uploads.tidy", "all")
    before = timezone.now() - LEFT_ALONE
    whole = Upload.objects.filter(asset=None, offset=F("length"), created_at__lt=before)
    for uid in whole.values_list("uid", flat=True):
        queue.ask("uploads.finish", str(uid))


@queue.handles("uploads.finish", lane=Lane.SLOW)
def finish_left_alone(uid: str) -> None:
    """Make the asset of an upload whose process died after the last byte; nothing where it is gone by now."""
    upload = Upload.objects.filter(uid=uid, asset=None).first()
    if upload and is_whole(upload):
        finish_again(upload)


@queue.handles("uploads.tidy", lane=Lane.SLOW)
def tidy(_all: str = "all") -> None:
    """Remove uploads after their day of expiry with their files, files that no upload owns, and what was half put into
    a bucket."""
    for upload in Upload.objects.filter(expires_at__lte=timezone.now()):
        if upload.asset_id is None and not is_whole(upload):
            _remove(upload)
        elif upload.asset_id is not None:
            upload.delete()
    _remove_strays()
    _drop_half_put()


def _drop_half_put() -> None:
    for name in ("default", "public"):
        if storage.is_local(store := storages[name]):
            continue
        try:
            store.end_abandoned(timezone.now() - STRAY)  # type: ignore[attr-defined]
        except storage.StoreAway as away:
            log.warning("What was half put stays until the next round: %s", away)


def _remove(upload: Upload) -> None:
    try:
        with arriving.held(upload):
            if upload.asset_id is None and not is_whole(upload):
                arriving.path_of(upload.uid).unlink(missing_ok=True)
                upload.delete()
    except arriving.Busy:
        return  # somebody sends at this moment: the next round looks again
    except arriving.Gone:
        Upload.objects.filter(pk=upload.pk, asset=None).delete()


def _remove_strays() -> None:
    before = (timezone.now() - STRAY).timestamp()
    old = {path.name: path for path in arriving.folder().iterdir() if path.stat().st_mtime < before}
    owned = set(map(str, Upload.objects.filter(asset=None).values_list("uid", flat=True))) if old else set()
    for name in old.keys() - owned:
        old[name].unlink(missing_ok=True)
