"""Look for pictures that are likely the same as a new one: candidates by their marks, then each laid over it.

A job after ingest, once for each picture. Nobody waits for it, and it never holds up a file.
"""

from typing import TYPE_CHECKING

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Count
from PIL import Image

from jobs.models import Lane
from jobs.queue import ask, handles
from jobs.rounds import every
from media_library.models import Asset, Family, Look, Mark, Rendition, Resemblance, State

if TYPE_CHECKING:
    from media_library.duplicates.comparing import Grey

# What computes is imported where it is needed: only the worker shall pay for it.

#: The nearest ones are compared: a copy is among the first few, whatever was done to it (measured).
CANDIDATES = 12
#: So many pictures are asked for in a round, so that a library that was there before is looked through by and by.
_AT_ONCE = 500


@handles("duplicates.look", lane=Lane.SLOW)
def look(uid: str) -> None:
    """Write the picture's marks and the pairs that it is likely one of. What was looked at before is left alone."""
    asset = Asset.objects.filter(uid=uid, state=State.READY, family=Family.PICTURE).first()
    if asset is None or Look.objects.filter(asset=asset).exists():
        return
    # The very same bytes were looked at under their first name; the pages tell of them without any search.
    if not Asset.objects.filter(sha256=asset.sha256, pk__lt=asset.pk, state=State.READY).exists():
        from media_library.duplicates.marks import words_of

        picture = small(asset)
        if picture is None:
            return
        # Marks first and for all to see: of two pictures looked at in the same moment, one finds the other.
        kept = [Mark(asset=asset, word=word) for word in sorted(words_of(picture))]
        Mark.objects.bulk_create(kept, ignore_conflicts=True)
        found = [pair for other in candidates(asset, picture) if (pair := _pair(asset, picture, other))]
    else:
        found = []
    with transaction.atomic():
        Resemblance.objects.bulk_create(found, ignore_conflicts=True)
        Look.objects.get_or_create(asset=asset)


@every(600)
def look_through() -> None:
    """Ask for the pictures that were there before we looked, or whose turn was lost."""
    unseen = Asset.objects.filter(state=State.READY, family=Family.PICTURE).exclude(
        pk__in=Look.objects.values("asset")
    )
    for uid in unseen.order_by("-pk").values_list("uid", flat=True)[:_AT_ONCE]:
        ask("duplicates.look", str(uid))


def candidates(asset: Asset, picture: "Grey") -> list[Asset]:
    """The pictures that share the most words with this one: two queries, however many there are."""
    from media_library.duplicates.marks import words_to_look_for

    shared = (
        Mark.objects.filter(word__in=words_to_look_for(picture))
        .exclude(asset=asset)
        .values("asset")
        .annotate(words=Count("pk"))
        .order_by("-words", "asset")[:CANDIDATES]
    )
    keys = [row["asset"] for row in shared]
    found = Asset.objects.prefetch_related("renditions").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def small(asset: Asset) -> "Grey | None":
    """The picture in grey as it is compared, from what pages show of it; None where nothing was made of it."""
    from media_library.duplicates.comparing import AREA, grey

    made = [each for each in asset.renditions.all() if each.role == "web" and each.width and each.height]
    enough = [each for each in made if _pixels(each) >= AREA]
    chosen = min(enough, key=_pixels) if enough else max(made, key=_pixels, default=None)
    if chosen is None:
        return None
    with storages["default"].open(chosen.path) as file, Image.open(file, formats=("WEBP", "JPEG")) as picture:
        return grey(picture)


def _pixels(rendition: Rendition) -> int:
    return (rendition.width or 0) * (rendition.height or 0)


def _pair(asset: Asset, picture: "Grey", other: Asset) -> Resemblance | None:
    """The pair as a row, where they are likely one picture."""
    from media_library.duplicates.comparing import compare

    against = small(other)
    likeness = compare(against, picture) if against is not None else None
    if likeness is None or not likeness.same:
        return None
    first, second = (other, likeness.of_a), (asset, likeness.of_b)
    if asset.pk < other.pk:
        first, second = second, first
    return Resemblance(
        first=first[0],
        second=second[0],
        agreement=likeness.agreement,
        of_first=first[1],
        of_second=second[1],
    )
