"""Which of an asset's pictures to show, and at which private address."""

from dataclasses import dataclass

from django.urls import reverse

from media_library.models import Asset, Rendition


@dataclass(frozen=True)
class Picture:
    """A picture in one size; width and height in pixels."""

    src: str
    width: int | None
    height: int | None

    @classmethod
    def of(cls, rendition: Rendition) -> "Picture":
        """The picture that a rendition is."""
        return cls(address(rendition), rendition.width, rendition.height)


def address(rendition: Rendition) -> str:
    """Where a rendition is sent to those who may see it."""
    return reverse("private-rendition", args=[rendition.asset.uid, rendition.name])


def original(asset: Asset) -> str:
    """Where the original is sent to those who may see it."""
    return reverse("private-original", args=[asset.uid])


def picture(asset: Asset, width: int) -> Picture | None:
    """The smallest picture at least ``width`` wide, else the widest; a recording's poster, a document's first page.

    None while there is none. Reads ``asset.renditions.all()``, which lists prefetch.
    """
    made = [each for each in asset.renditions.all() if each.media_type == "image/webp" and each.width]
    for role in ("web", "poster", "page"):
        chosen = [each for each in made if each.role == role]
        if role == "page":
            chosen = chosen[:1]
        if chosen:
            wide = [each for each in chosen if (each.width or 0) >= width]
            best = min(wide, key=_width) if wide else max(chosen, key=_width)
            return Picture.of(best)
    return None


def _width(rendition: Rendition) -> int:
    return rendition.width or 0
