"""The works of exhibitions on a contact sheet: room by room, in the order that is signed, as they are public today."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import storages

from showcase.models import WorkCard


@dataclass(frozen=True)
class Small:
    """A public work, small. ``picture`` is its cover whole, ``src`` the smallest of its sizes; both may be missing."""

    title: str
    authors: str
    picture: dict[str, Any] | None
    src: str


def works_named(contents: Iterable[dict[str, Any]]) -> dict[int, Small]:
    """By page the works that these exhibitions name and that are public; one query, none where there is no exhibition."""
    pages = {page for content in contents for page in (content["cover"], *_pages(content)) if page}
    if not pages:
        return {}
    found = WorkCard.objects.filter(release__page_id__in=pages).select_related("release")
    return {card.release.page_id: _small(card) for card in found.defer("release__content")}


def rooms(content: dict[str, Any], works: dict[int, Small]) -> list[tuple[str, list[Small]]]:
    """Each room's title and works in order."""
    return [(title, [works[page] for page in hung if page in works]) for title, hung in _rooms(content)]


def gone(content: dict[str, Any], works: dict[int, Small]) -> int:
    """How many of its works are not public any more."""
    return sum(page not in works for page in _pages(content))


def _rooms(content: dict[str, Any]) -> list[tuple[str, list[int]]]:
    """As the revision keeps its rooms: the anchor's key, and the works' as entries of a list."""
    values = [each["value"] for each in json.loads(content["rooms"])]
    return [
        (
            value["title"],
            [
                key
                for key in (value["anchor"], *(each["value"] for each in value["works"]))
                if key is not None
            ],
        )
        for value in values
    ]


def _pages(content: dict[str, Any]) -> list[int]:
    return [page for _title, hung in _rooms(content) for page in hung]


def _small(card: WorkCard) -> Small:
    if not card.cover:
        return Small(card.title, card.authors, None, "")
    folder, cover = f"{card.release.token}/", card.cover
    sizes = cover.get("srcset") or [[cover["src"], 0]]
    url = storages["public"].url
    return Small(
        card.title, card.authors, {**cover, "src": url(folder + cover["src"])}, url(folder + sizes[0][0])
    )
