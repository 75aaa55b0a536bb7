"""The small picture by which people know a file again, in lists and while it is being sent."""

from django.urls import reverse

from media_library.models import Asset, Rendition

ROLES = ("web", "poster")


def thumbnail(asset: Asset) -> Rendition | None:
    """The narrowest picture that ingest made of the asset; None for sound, plain texts and what is not ready.

    Reads ``asset.renditions.all()``, so that lists prefetch it.
    """
    pictures = [(each.width, each) for each in asset.renditions.all() if each.role in ROLES and each.width]
    pictures.sort(key=lambda pair: (ROLES.index(pair[1].role), pair[0], pair[1].name))
    return pictures[0][1] if pictures else None


def thumbnail_url(asset: Asset) -> str:
    """The private address of the thumbnail; empty where there is none."""
    found = thumbnail(asset)
    return reverse("private-rendition", kwargs={"uid": asset.uid, "name": found.name}) if found else ""
