"""Exhibitions: those that run, those that are over, and one of them."""

import datetime as dt
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from showcase import structured
from showcase.exhibitions.content import ExhibitionContent, day, lines
from showcase.exhibitions.hall import VERTICAL, Hall, cover_cards, following, hall_of, place_of
from showcase.models import ExhibitionCard, Release
from showcase.reading import upright
from showcase.visitors import for_visitors


@for_visitors
def exhibitions(request: HttpRequest) -> HttpResponse:
    """What can be visited, then what is over, by the year in which it closed. Those to come are not shown."""
    opened = ExhibitionCard.objects.open_by(timezone.localdate())
    shown = cover_cards(list(opened))
    past = sorted((pair for pair in shown if pair[0].over), key=_closed, reverse=True)
    by_year = groupby(past, key=lambda pair: _closed(pair).year)
    return render(
        request,
        "showcase/exhibitions.html",
        {
            "running": [pair for pair in shown if not pair[0].over],
            "past": [(year, list(pairs)) for year, pairs in by_year],
        },
    )


@for_visitors
def exhibition(request: HttpRequest, slug: str) -> HttpResponse:
    """The live release from its opening day on, also when it is over; 410 after its withdrawal, 404 for all else."""
    releases = Release.objects.exhibitions().filter(slug=slug)
    today = timezone.localdate()
    if found := releases.filter(state=Release.State.LIVE).first():
        if not _opened(found.content, today):
            raise Http404(_("There is no such exhibition."))
        return show(request, found.content, found)
    ended = releases.filter(state=Release.State.WITHDRAWN, released_at__isnull=False).order_by("-ended_at")
    gone = ended.first()
    if gone and _opened(gone.content, timezone.localdate(gone.ended_at)):
        return render(request, "410.html", {"since": gone.ended_at, "exhibition": True}, status=410)
    raise Http404(_("There is no such exhibition."))


def show(request: HttpRequest, content: ExhibitionContent, release: Release | None = None) -> HttpResponse:
    """Set the exhibition. Without a release it is a preview, which has no neighbours."""
    hall = hall_of(content)
    closes = day(content["closes"])
    vertical = 0 < len("".join(content["preface"].split())) <= VERTICAL
    context: dict[str, Any] = {
        "exhibition": content,
        "hall": hall,
        "rooms": [(room, place_of(room.number, len(hall.rooms))) for room in hall.rooms],
        "opens": day(content["opens"]),
        "closes": closes,
        "over": closes is not None and closes < timezone.localdate(),
        "vertical": vertical,
        "preface": [upright(line) if vertical else line for line in lines(content["preface"])],
        "afterword": lines(content["afterword"]),
        "credits": lines(content["credits"]),
        "next": following(content["slug"]) if release else None,
        "preview": release is None,
        "address": settings.PUBLIC_ADDRESS + reverse("exhibition", args=[content["slug"]]) if release else "",
        "picture": _picture(hall),
        "description": " ".join(content["preface"].split())[:120],
    }
    if release:
        context["thing"] = structured.exhibition(content, context["picture"], context["description"])
    return render(request, "showcase/exhibition.html", context)


def _closed(pair: tuple[ExhibitionCard, Any]) -> dt.date:
    return pair[0].closes or dt.date.max


def _opened(content: Any, today: dt.date) -> bool:
    opens = day(content["opens"])
    return opens is not None and opens <= today


def _picture(hall: Hall) -> str:
    if hall.cover is None:
        return ""
    token: str = hall.cover.token  # type: ignore[attr-defined]
    source = f"{token}/{hall.cover.cover['src']}"
    return settings.PUBLIC_ADDRESS + storages["public"].url(source)
