"""The entrance: one work today, one sentence, a door for each kind, what is new."""

from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from campaigns.models import Family, Kind
from showcase.exhibitions.hall import cover_cards, running
from showcase.facets import Key, counts
from showcase.house import house
from showcase.lists import cards
from showcase.models import WorkCard
from showcase.pieces import kept
from showcase.reading import pulled_sentence
from showcase.templatetags.showcase import public_url
from showcase.visitors import for_visitors

NEWEST = 6
# The work and the sentence of the day are chosen among so many of the newest.
CHOOSE_FROM = 60
# On this wall a work wider than so many times its height is a thread; who wants one there names it.
WIDEST = 3


@for_visitors
def home(request: HttpRequest) -> HttpResponse:
    """At most eight queries, whatever the number of works."""
    numbers = counts()
    newest = WorkCard.objects.values_list("pk", flat=True)[:NEWEST]
    newest_of_kind = WorkCard.objects.filter(kind=OuterRef("pk")).values("pk")[:1]
    kinds = list(Kind.objects.defer("fields", "limits").annotate(newest=Subquery(newest_of_kind)))
    at_doors = [kind.newest for kind in kinds if kind.newest]
    shown = {card.pk: card for card in cards().filter(pk__in=[*at_doors, *newest])}
    doors = [
        {"kind": kind, "card": shown[kind.newest], "number": numbers.get(Key(0, "kind", kind.pk), 0)}
        for kind in kinds
        if kind.newest in shown
    ]
    day = _day()
    today = kept(
        request, "today", day, make=lambda: work_of_the_day(day, house(request).today, kinds, numbers)
    )
    return render(
        request,
        "showcase/home.html",
        {
            "today": today,
            "today_picture": today and settings.PUBLIC_ADDRESS + public_url(today.token, today.cover["src"]),
            "sentence": kept(request, "sentence", day, make=lambda: sentence_of_the_day(day)),
            "exhibition": next(iter(cover_cards(running(1))), None),
            "doors": doors,
            "newest": list(shown.values())[:NEWEST],
            "total": numbers.get(Key(0, "all", 0), 0),
        },
    )


def work_of_the_day(day: int, named: list[str], kinds: list[Any], numbers: dict[Key, int]) -> Any:
    """A work with a picture, each day another: of those that the house names, in their order, or else of the newest of
    the first kind of pictures that has any."""
    shown = {card.slug: card for card in cards().filter(slug__in=named)} if named else {}
    if chosen := [shown[slug] for slug in named if slug in shown and shown[slug].cover]:
        return chosen[day % len(chosen)]
    for kind in kinds:
        if kind.family != Family.PICTURES or not numbers.get(Key(0, "kind", kind.pk)):
            continue
        newest = [card for card in cards().filter(kind=kind)[:CHOOSE_FROM] if card.cover]
        turned = _turned(newest, day)
        fitting = (card for card in turned if card.cover["width"] <= WIDEST * card.cover["height"])
        if card := next(fitting, next(iter(turned), None)):
            return card
    return None


def sentence_of_the_day(day: int) -> tuple[str, WorkCard] | None:
    """A short sentence from a text, with the text; each day from another."""
    texts = list(cards().filter(kind__family=Family.TEXT)[:CHOOSE_FROM])
    for card in _turned(texts, day):
        if sentence := pulled_sentence(card.excerpt):
            return sentence, card
    return None


def _turned(rows: list[WorkCard], day: int) -> list[WorkCard]:
    """The same in the same order, each day from another."""
    start = day % len(rows) if rows else 0
    return rows[start:] + rows[:start]


def _day() -> int:
    return timezone.localdate().toordinal()
