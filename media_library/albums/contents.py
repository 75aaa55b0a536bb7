"""What an album holds: its files in the order in which they were taken, its picks, what the cameras say."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Substr

from media_library.library.finding import with_thumbnails
from media_library.models import Album, Asset, Family, State
from media_library.thumbnails import thumbnail_url


def files_of(album: Album) -> QuerySet[Asset]:
    """The album's files by the time that the camera wrote, those without one last, then by name."""
    return in_order(Asset.objects.filter(album=album))


def in_order(assets: QuerySet[Asset]) -> QuerySet[Asset]:
    """By the time of taking, then by name."""
    return assets.annotate(taken=KT("facts__taken")).order_by(F("taken").asc(nulls_last=True), "name", "pk")


def counts_of(album: Album) -> dict[str, int]:
    """How many files there are, how many are picked, how many wait to be checked, how many are no use."""
    waiting = Q(state__in=[State.WAITING, State.CHECKING])
    useless = Q(state__in=[State.REFUSED, State.FAILED])
    return Asset.objects.filter(album=album).aggregate(
        all=Count("pk"),
        picked=Count("pk", filter=Q(picked=True)),
        waiting=Count("pk", filter=waiting),
        useless=Count("pk", filter=useless),
    )


def proposed_day(album: Album) -> str:
    """The day on which most of the photographs were taken, as their cameras have it; empty where none says."""
    days = Asset.objects.filter(album=album).annotate(day=Substr(KT("facts__taken"), 1, 10))
    commonest = (
        days.exclude(day=None).values("day").annotate(number=Count("pk")).order_by("-number", "day").first()
    )
    return str(commonest["day"]) if commonest else ""


def known_files(album: Album) -> list[list[object]]:
    """Name and size of each file, by which a page knows what need not be sent again."""
    return [list(pair) for pair in Asset.objects.filter(album=album).values_list("name", "size")]


def with_counts(albums: Sequence[Album]) -> QuerySet[Album]:
    """A page of albums, the newest first, with ``number``, ``picks`` and the key of a ``cover``: the first pick, else the
    first picture. Never ask it of all: a database looks for every cover before it cuts a page."""
    inside = Asset.objects.filter(album=OuterRef("pk"), state=State.READY, family=Family.PICTURE)
    cover = inside.annotate(taken=KT("facts__taken")).order_by(
        "-picked", F("taken").asc(nulls_last=True), "name", "pk"
    )
    shown = Album.objects.filter(pk__in=[album.pk for album in albums])
    return shown.order_by("-pk").annotate(
        number=Count("assets"),
        picks=Count("assets", filter=Q(assets__picked=True)),
        cover=Subquery(cover.values("pk")[:1]),
    )


def covers(albums: Iterable[Album]) -> dict[int, str]:
    """The address of each album's cover, by the album's key; two queries."""
    keys = {album.cover: album.pk for album in albums if album.cover}  # type: ignore[attr-defined]
    found = with_thumbnails(Asset.objects.filter(pk__in=keys))
    return {keys[asset.pk]: thumbnail_url(asset) for asset in found}
