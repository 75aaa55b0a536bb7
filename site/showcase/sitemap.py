"""``/sitemap.xml``: every public address, works with their picture and film, makers, units; an index of parts beyond ten thousand."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign, Family
from showcase import structured
from showcase.models import ExhibitionCard, Maker, Release, WorkCard, WorkCount
from showcase.visitors import FOR_MACHINES

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
        WorkCard.objects.select_related("release", "kind")
        .only("slug", "title", "excerpt", "cover", "release__token", "release__released_at", "kind__family")
        .order_by("pk")[(number - 1) * A_PART : number * A_PART]
    )
    videos = dict(_videos([card.slug for card in cards if card.kind.family == Family.RECORDING]))
    works = [
        {
            "video": videos.get(card.slug),
            "about": card.excerpt or card.title,
            "address": settings.PUBLIC_ADDRESS + card.url,
            "changed": card.release.released_at,
            "picture": _picture(card),
            "title": card.title,
        }
        for card in cards
    ]
    halls = list(_halls()) if number == 1 else []
    return _xml(request, "showcase/sitemap.xml", {"halls": halls, "works": works})


def _halls() -> Iterator[str]:
    """What is no work: the lists, those who made the works, their units."""
    shown = Campaign.objects.filter(public=True).exists()
    for name in ("home", "works", "people", "units", *(["plan"] if shown else [])):
        yield settings.PUBLIC_ADDRESS + reverse(name)
    if current := list(ExhibitionCard.objects.open_by(timezone.localdate())):
        yield settings.PUBLIC_ADDRESS + reverse("exhibitions")
        yield from (settings.PUBLIC_ADDRESS + each.url for each in current)
    units = WorkCount.objects.filter(within=0, facet="unit", number__gt=0).order_by("value")
    for pk in units.values_list("value", flat=True):
        yield settings.PUBLIC_ADDRESS + reverse("unit_works", args=[pk])
    for pk in Maker.objects.filter(works__gt=0).order_by("pk").values_list("pk", flat=True)[:A_PART]:
        yield settings.PUBLIC_ADDRESS + reverse("person", args=[pk])


def _videos(slugs: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The film of each of these works that has one."""
    releases = Release.objects.works().filter(slug__in=slugs, state=Release.State.LIVE)
    for release in releases.only("slug", "token", "content").iterator(chunk_size=100):
        for medium in release.content["media"]:
            if medium["kind"] == "video" and medium["play"] and medium["poster"]:
                yield (
                    release.slug,
                    {
                        "file": structured.file(release, medium["play"]["src"]),
                        "poster": structured.file(release, medium["poster"]),
                        "seconds": round(medium["duration"] or 0),
                    },
                )
                break


def _picture(card: WorkCard) -> str:
    source = card.cover.get("src")
    return (
        settings.PUBLIC_ADDRESS + storages["public"].url(f"{card.release.token}/{source}") if source else ""
    )


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    response = render(request, template, context, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = FOR_MACHINES
    return response
