"""A file as a contact sheet and a grid of captions show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from media_library.ingest.words import describe_progress
from media_library.models import Asset, Rendition, State
from media_library.progress import describe
from media_library.thumbnails import large_picture, thumbnail


@dataclass(frozen=True)
class Row:
    """``picture`` is small, ``large`` the address of one to look at closely; ``sentence`` says what is not ready."""

    asset: Asset
    picture: Rendition | None
    large: str
    sentence: str
    settled: bool
    caption: str

    @classmethod
    def of(cls, asset: Asset, caption: str = "") -> "Row":
        """Reads ``asset.renditions.all()``, which lists prefetch."""
        return cls(
            asset=asset,
            picture=thumbnail(asset),
            large=large_address(asset),
            sentence="" if asset.state == State.READY else describe_progress(asset),
            settled=asset.state in (State.READY, State.REFUSED, State.FAILED),
            caption=caption,
        )


def rows_of(assets: Iterable[Asset]) -> list[Row]:
    """The files in this order."""
    return [Row.of(asset, asset.caption) for asset in assets]


def follow(asset: Asset) -> dict[str, Any]:
    """What a page that waits for a file is told, with the picture to look at closely."""
    return {**describe(asset), "large": large_address(asset), "taken": asset.facts.get("taken", "")}


def large_address(asset: Asset) -> str:
    """Where the picture is that fills a screen; empty where there is none."""
    found = large_picture(asset)
    return reverse("private-rendition", kwargs={"uid": asset.uid, "name": found.name}) if found else ""
