"""``/sitemap.xml``: every public address, works with their picture; an index of parts beyond ten thousand."""

from django.conf import settings
from django.core.files.storage import storages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign
from showcase.models import ExhibitionCard, WorkCard

A_PART = 10_000
"""A sitemap may have 50,000 addresses; smaller parts are made quicker."""


def sitemap(request: HttpRequest) -> HttpResponse:
    """All of it, or an index of its parts; ``?part=1`` is the first part. 404 for a part that is none."""
    parts = max(1, -(-WorkCard.objects.count() // A_PART))
    asked = request.GET.get("part", "")
    if not asked and parts > 1:
        addresses = [f"{settings.PUBLIC_ADDRESS}{reverse('sitemap')}?part={n}" for n in range(1, parts + 1)]
        return _xml(request, "showcase/sitemap_index.xml", {"addresses": addresses})
    number = int(asked or 1) if not asked or (asked.isascii() and asked.isdigit() and len(asked) < 6) else 0
    if not 1 <= number <= parts:
        raise Http404
    cards = (
        WorkCard.objects.select_related("release")
        .only("slug", "title", "cover", "release__token", "release__released_at")
        .order_by("pk")[(number - 1) * A_PART : number * A_PART]
    )
    works = [
        {
            "address": settings.PUBLIC_ADDRESS + card.url,
            "changed": card.release.released_at,
            "picture": _picture(card),
            "title": card.title,
        }
        for card in cards
    ]
    halls = [settings.PUBLIC_ADDRESS + reverse(name) for name in _halls()] if number == 1 else []
    halls += [settings.PUBLIC_ADDRESS + each.url for each in _exhibitions()] if number == 1 else []
    return _xml(request, "showcase/sitemap.xml", {"halls": halls, "works": works})


def _halls() -> list[str]:
    shown = Campaign.objects.filter(public=True).exists()
    return ["home", "works", *(["exhibitions"] if _exhibitions() else []), *(["plan"] if shown else [])]


def _exhibitions() -> QuerySet[ExhibitionCard]:
    return ExhibitionCard.objects.open_by(timezone.localdate())


def _picture(card: WorkCard) -> str:
    source = card.cover.get("src")
    return (
        settings.PUBLIC_ADDRESS + storages["public"].url(f"{card.release.token}/{source}") if source else ""
    )


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    response = render(request, template, context, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = "max-age=60, must-revalidate"
    return response
