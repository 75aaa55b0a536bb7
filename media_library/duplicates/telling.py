"""What is known of a pair, in words and for the eye; and which files are the very same bytes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from media_library.library.finding import with_thumbnails
from media_library.models import Asset, Rendition, Resemblance
from media_library.thumbnails import large_picture

#: From this share on one sees the whole picture: what is less than a fiftieth may be a row of pixels lost in rounding.
_WHOLE = 0.96


@dataclass(frozen=True)
class Side:
    """One of the two: its picture, and the part of it that both show, in thousandths for an SVG."""

    asset: Asset
    picture: Rendition | None
    outline: dict[str, int] | None
    larger: bool


@dataclass(frozen=True)
class Told:
    """A pair with what a person needs to decide."""

    pair: Resemblance
    sides: tuple[Side, Side]
    sentence: str
    agreement: int


def tell(pairs: Iterable[Resemblance]) -> list[Told]:
    """Each pair in words. Reads ``with_pictures``, so that a page of them costs the same few queries."""
    return [_told(pair) for pair in pairs]


def with_pictures(pairs: QuerySet[Resemblance]) -> QuerySet[Resemblance]:
    """The pairs with their files, senders and pictures."""
    return pairs.select_related("first__owner", "second__owner", "by").prefetch_related(
        "first__renditions", "second__renditions"
    )


def of_assets(assets: Collection[Asset] | QuerySet[Asset]) -> QuerySet[Resemblance]:
    """The pairs that one of these files is in."""
    return Resemblance.objects.filter(Q(first__in=assets) | Q(second__in=assets)).order_by("-pk")


def twins_of(assets: Collection[Asset]) -> QuerySet[Asset]:
    """Other files that are byte for byte one of these, the first sent first."""
    others = Asset.objects.filter(sha256__in={each.sha256 for each in assets})
    return others.exclude(pk__in=[each.pk for each in assets]).select_related("owner").order_by("pk")


def identical() -> Any:
    """The SHA-256 of each original that came more than once (a query set), that of the newest copy first."""
    several = Asset.objects.values("sha256").annotate(copies=Count("pk"), last=Max("pk")).filter(copies__gt=1)
    return several.order_by("-last").values_list("sha256", flat=True)


def groups(digests: Iterable[str]) -> list[list[Asset]]:
    """The files of each digest, in this order; three queries."""
    found: dict[str, list[Asset]] = {digest: [] for digest in digests}
    for asset in with_thumbnails(Asset.objects.filter(sha256__in=found).order_by("pk")):
        found[asset.sha256].append(asset)
    return list(found.values())


def _told(pair: Resemblance) -> Told:
    one, two = _area(pair.of_first), _area(pair.of_second)
    more = _pixels(pair.first) - _pixels(pair.second)
    if one >= _WHOLE and two >= _WHOLE:
        sentence = (
            _("The same picture, in another size.")
            if _pixels(pair.first) != _pixels(pair.second)
            else _("The same picture, saved anew.")
        )
    elif two >= _WHOLE:
        sentence = _cropped(pair.second, pair.first, one)
    elif one >= _WHOLE:
        sentence = _cropped(pair.first, pair.second, two)
    else:
        sentence = _(
            "Both show the same part: %(one)d%% of the left picture, %(two)d%% of the right one."
        ) % {
            "one": round(one * 100),
            "two": round(two * 100),
        }
    return Told(
        pair=pair,
        sides=(
            Side(pair.first, large_picture(pair.first), _outline(pair.of_first), more > 0),
            Side(pair.second, large_picture(pair.second), _outline(pair.of_second), more < 0),
        ),
        sentence=sentence,
        agreement=round(pair.agreement * 100),
    )


def _cropped(part: Asset, whole: Asset, share: float) -> str:
    return _("The same picture, cropped: “%(part)s” shows %(share)d%% of “%(whole)s”.") % {
        "part": part.name,
        "whole": whole.name,
        "share": round(share * 100),
    }


def _outline(box: list[float]) -> dict[str, int] | None:
    if _area(box) >= _WHOLE:
        return None
    left, top, right, bottom = (round(each * 1000) for each in box)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def _area(box: list[float]) -> float:
    left, top, right, bottom = box
    return (right - left) * (bottom - top)


def _pixels(asset: Asset) -> int:
    return (asset.width or 0) * (asset.height or 0)
