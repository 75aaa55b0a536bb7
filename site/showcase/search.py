"""Finding what is public: documents follow the cards, questions are answered with cards.

A document is written with a work's card and removed with it, in the same transaction, so that what is withdrawn is
found nowhere at once. ``manage.py rebuild_search`` writes all of them anew.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.db.models.expressions import RawSQL
from django.dispatch import receiver
from django.utils.html import strip_tags

from campaigns.models import Family
from showcase.content import Content
from showcase.models import Release, Synonyms, WorkCard
from showcase.signals import card_removed, card_written
from showcase.transcript import Said, cues, transcript
from zh.documents import Fields
from zh.excerpt import Piece, marked
from zh.fold import fold
from zh.index import SearchTable
from zh.terms import Query, facet_terms, parse, read_synonyms

WORKS = SearchTable("showcase_search")
"""Documents are known by the key of their release: a card may be written anew, a later release is a newer one."""

FACETS = ("kind", "unit", "year")


@dataclass(frozen=True)
class Found:
    """A card that answers, with its title and the piece of its text that shows why."""

    card: WorkCard
    title: list[Piece]
    excerpt: list[Piece]
    said: Said | None = None  # where in a recording it is said first
    part: int = 1  # in which part of its transcript

    @property
    def snippet(self) -> str:
        """The piece as plain text."""
        return "".join(piece.text for piece in self.excerpt)


@dataclass(frozen=True)
class Answer:
    """A page of what was found, how much there is (``more``: at least), and how often each value of a facet occurs.

    ``counts[facet][value]`` holds with all other choices as they are; where those would be too many to count, with all
    choices as they are. It is None with too many hits to count.
    """

    found: list[Found]
    total: int
    query: Query
    counts: dict[str, Counter[int]] | None
    more: bool = False


def search(text: str, chosen: dict[str, int], limit: int = 24, offset: int = 0) -> Answer:
    """Works that answer ``text``, best first. ``chosen``: kind, unit (keys) and year, those that are chosen.

    Ten queries at most (and eight that tell PostgreSQL how to plan), whatever is found.
    """
    everything = parse(text, synonyms())
    if not everything.wanted:
        return Answer([], 0, everything, {facet: Counter() for facet in FACETS})
    narrowed = replace(everything, facets=facet_terms(chosen))
    results = WORKS.search(narrowed, limit, offset)
    cards = _cards([hit.pk for hit in results.hits])
    said = _said(cards, everything)
    found = [
        Found(
            cards[hit.pk],
            marked(cards[hit.pk].title, everything),
            hit.excerpt(everything),
            *said.get(hit.pk, ()),
        )
        for hit in results.hits
        if hit.pk in cards
    ]
    counts = None
    if not results.more:
        counts = _counts(everything if not chosen or WORKS.counts(everything) else narrowed, chosen)
    return Answer(found, results.total, everything, counts, results.more)


def synonyms() -> dict[str, tuple[str, ...]]:
    """The groups that editors keep."""
    return read_synonyms(Synonyms.objects.values_list("words", flat=True))


def rebuild() -> int:
    """Write every document anew, in one transaction; returns how many there are."""
    with transaction.atomic():
        WORKS.clear()
        WORKS.put_many(_documents())
    WORKS.settle()
    return WorkCard.objects.count()


def fields_of(content: Content) -> Fields:
    """A released work as texts to search: nothing that its public page does not say."""
    pictures = content["kind"]["family"] == Family.PICTURES
    rest = [content["summary"]]
    rest += [strip_tags(medium["html"] or "") for medium in content["media"]]
    rest += [medium["caption"] for medium in content["media"]]
    # Bare numbers of centimetres are nothing to look for, and make a piece of text that nobody reads.
    rest += [each["value"] for each in content["details"] if not each["name"].endswith("_cm")]
    rest += [each["title"] for each in content.get("chapters", [])]
    if not content["text"]:
        rest += [" ".join(words for _at, words in cues(content))]
    body = [] if pictures else [content["text"]]
    return {
        "title": content["title"],
        "authors": content["authors"],
        # Whoever types 书法 or sf wants calligraphy, whether or not a work says so of itself.
        "unit": [content["unit"], content["kind"]["name"], content["kind"]["name_en"]],
        "transcription": content["text"] if pictures else "",
        "body": "\n\n".join(text for text in body + rest if text),
    }


def facets_of(card: WorkCard) -> dict[str, int]:
    """What a search can be narrowed by."""
    values = {"kind": card.kind_id, "unit": card.unit_id, "year": card.year}
    return {facet: value for facet, value in values.items() if value is not None}


@receiver(card_written, dispatch_uid="showcase.search.written")
def remember(card: WorkCard, release: Release, **kwargs: Any) -> None:
    """Make a work that became public findable."""
    WORKS.put(release.pk, fields_of(release.content), facets_of(card))


def remember_many(cards: Iterable[tuple[WorkCard, Release]]) -> None:
    """The same for many at once, without signals: for works that are loaded in bulk."""
    WORKS.put_many((release.pk, fields_of(release.content), facets_of(card)) for card, release in cards)


@receiver(card_removed, dispatch_uid="showcase.search.removed")
def forget(card: WorkCard, **kwargs: Any) -> None:
    """Make a work that is no longer public unfindable."""
    WORKS.remove(card.release_id)


def _documents() -> Iterator[tuple[int, Fields, dict[str, int]]]:
    for card in WorkCard.objects.select_related("release").order_by("pk").iterator(chunk_size=200):
        yield card.release_id, fields_of(card.release.content), facets_of(card)


def _cards(pks: list[int]) -> dict[int, WorkCard]:
    """Cards by the key of their release."""
    rows = WorkCard.objects.select_related("kind", "unit", "release").defer("release__content")
    return {card.release_id: card for card in rows.filter(release_id__in=pks)} if pks else {}


def _said(cards: dict[int, WorkCard], query: Query) -> dict[int, tuple[Said, int]]:
    """For each recording among the cards the first line with a time that says one of the words, and the part of the
    transcript in which it stands."""
    recordings = [pk for pk, card in cards.items() if card.kind.family == Family.RECORDING]
    contents = Release.objects.filter(pk__in=recordings).values_list("pk", "content") if recordings else []
    found = {}
    for pk, content in contents:
        timed = [
            (each, number)
            for number, part in enumerate(transcript(content).parts(), start=1)
            for section in part.said
            for each in section
            if each.at is not None
        ]
        if first := _first_that_says(query.spellings, timed):
            found[pk] = first
    return found


def _first_that_says(words: list[str], timed: list[tuple[Said, int]]) -> tuple[Said, int] | None:
    """The line, with its part, in which one of the words begins first: captions part a sentence where it suits the eye,
    so a word may end in the next."""
    lines = [fold(each.words) for each, _part in timed]
    whole = "".join(lines)
    places = [place for word in words if (place := whole.find(word)) >= 0]
    if not places:
        return None
    ends = list(accumulate(map(len, lines)))
    return timed[bisect(ends, min(places))]


def _counts(query: Query, chosen: dict[str, int]) -> dict[str, Counter[int]]:
    """One grouped query over the hits; each facet is counted under the choices of the others."""
    sql, parameters = WORKS.matching(query)
    names = {"kind": "kind_id", "unit": "unit_id", "year": "year"}
    rows = WorkCard.objects.filter(release_id__in=RawSQL(sql, parameters)).order_by()  # noqa: S611 (made by the index)
    counts: dict[str, Counter[int]] = {facet: Counter() for facet in FACETS}
    for *values, number in rows.values_list(*names.values()).annotate(Count("pk")):
        row = dict(zip(FACETS, values, strict=True))
        for facet in FACETS:
            others = [row[name] == value for name, value in chosen.items() if name != facet]
            if row[facet] is not None and all(others):
                counts[facet][row[facet]] += number
    return counts
