"""The shape of an exhibition's release: its own words, and works by their numbers, never their files."""

import datetime as dt
from typing import Any, TypedDict

from django.utils.translation import gettext_noop

from showcase.content import KindFacts, Signer
from showcase.models import ExhibitionPage

NAME = gettext_noop("Exhibition")


class Room(TypedDict):
    """One room. ``anchor`` and ``works`` are numbers of works; an unfinished draft may lack the anchor."""

    title: str
    text: str
    ground: str  # paper, wall, night
    anchor: str
    works: list[str]


class ExhibitionContent(TypedDict):
    """A released exhibition. Days are ISO; ``closes`` is empty where it stays."""

    slug: str
    title: str
    kind: KindFacts  # as a work has it: registers name it
    authors: list[str]  # nobody; its makers stand in the credits
    preface: str
    cover: str
    opens: str
    closes: str
    rooms: list[Room]
    afterword: str
    credits: str
    signers: list[Signer]
    attested: str


def content_of(page: ExhibitionPage) -> ExhibitionContent:
    """What the page says. Signers are added at release."""
    return {
        "slug": page.slug,
        "title": page.title,
        "kind": {"code": "exhibition", "name": "展览", "name_en": NAME, "family": "exhibition"},
        "authors": [],
        "preface": page.preface.strip(),
        "cover": page.cover.slug if page.cover else "",
        "opens": page.opens.isoformat() if page.opens else "",
        "closes": page.closes.isoformat() if page.closes else "",
        "rooms": [_room(each.value) for each in page.rooms],
        "afterword": page.afterword.strip(),
        "credits": page.credits.strip(),
        "signers": [],
        "attested": "",
    }


def _room(value: Any) -> Room:
    return {
        "title": value["title"].strip(),
        "text": (value["text"] or "").strip(),
        "ground": value["ground"] or "paper",
        "anchor": value["anchor"].slug if value["anchor"] else "",
        "works": [work.slug for work in value["works"] if work],
    }


def works_of(content: ExhibitionContent) -> list[str]:
    """The numbers of all works that hang in it, in order, each once."""
    hung = (slug for room in content["rooms"] for slug in (room["anchor"], *room["works"]))
    return list(dict.fromkeys(filter(None, hung)))


def day(text: str) -> dt.date | None:
    """An ISO day; nothing for an empty text."""
    return dt.date.fromisoformat(text) if text else None


def lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
