"""The small picture by which people know a file again, in lists and while it is being sent."""

from django.urls import reverse

from media_library.models import Asset, Rendition

ROLES = ("web", "poster")
#: From this width on a picture fills half a screen.
LARGE = 1200


def thumbnail(asset: Asset) -> Rendition | None:
    """The narrowest picture that ingest made of the asset; None for sound, plain texts and what is not ready.

    Reads ``asset.renditions.all()``, so that lists prefetch it.
    """
    pictures = [(each.width, each) for each in asset.renditions.all() if each.role in ROLES and each.width]
    pictures.sort(key=lambda pair: (ROLES.index(pair[1].role), pair[0], pair[1].name))
    return pictures[0][1] if pictures else None


def large_picture(asset: Asset) -> Rendition | None:
    """The picture to look at closely: the narrowest that is wide enough. Reads ``asset.renditions.all()``."""
    made = [each for each in asset.renditions.all() if each.role == "web" and each.name.endswith(".webp")]
    enough = [each for each in made if _width(each) >= LARGE]
    return min(enough, key=_width) if enough else max(made, key=_width, default=None)


def _width(picture: Rendition) -> int:
    return picture.width or 0


def thumbnail_url(asset: Asset) -> str:
    """The private address of the thumbnail; empty where there is none."""
    found = thumbnail(asset)
    return reverse("private-rendition", kwargs={"uid": asset.uid, "name": found.name}) if found else ""
