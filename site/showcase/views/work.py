"""One work, as it was released."""

from itertools import count
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from showcase import hanging, notes, reading, slides, structured
from showcase.cards import cover_of
from showcase.chapters import webvtt
from showcase.content import Content, Source
from showcase.exhibitions.hall import beside, hung_in
from showcase.lists import cards
from showcase.models import Release
from showcase.paging import numbers_of
from showcase.transcript import transcript
from showcase.visitors import for_visitors
from zh.script import tongue

TEMPLATES = {"text": "essay", "recording": "lecture", "record": "record"}


@for_visitors
def work(request: HttpRequest, slug: str) -> HttpResponse:
    """The live release; 404 before there was one, 410 after its withdrawal."""
    found = _live(slug)
    return show(request, found.content, found) if found else _gone(request, slug)


@for_visitors
def said(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is said in a live recording, to be read by itself; in parts (``?page=``) where it is long, of which
    the work's page carries the first.

    404 and 410 as of the work; 404 where nothing is said."""
    found = _live(slug)
    if found is None:
        return _gone(request, slug)
    content = found.content
    whole = transcript(content) if content["kind"]["family"] == "recording" else None
    if not whole or not whole.said:
        raise Http404(_("There is no such work."))
    page = Paginator(whole.parts(), 1).get_page(request.GET.get("page"))
    context = {
        "work": {**content, "public": True, "credits": found.card.makers},
        "transcript": page[0],
        "recorded": bool(recordings_of(content)),
        "part": page.number,
        **numbers_of(page.paginator, page.number),
    }
    return render(request, "showcase/work/said.html", context)


def _live(slug: str) -> Release | None:
    live = Release.objects.works().filter(slug=slug, state=Release.State.LIVE)
    return live.select_related("card").first()


def _gone(request: HttpRequest, slug: str) -> HttpResponse:
    # One that was withdrawn before it went live was never here.
    ended = Release.objects.works().filter(
        slug=slug, state=Release.State.WITHDRAWN, released_at__isnull=False
    )
    if gone := ended.only("ended_at").order_by("-ended_at").first():
        return render(request, "410.html", {"since": gone.ended_at}, status=410)
    raise Http404(_("There is no such work."))


def show(request: HttpRequest, content: Content, release: Release | None = None) -> HttpResponse:
    """Set the content as its family asks. Without a release it is a preview, whose addresses need no token."""
    content = hanging.told_apart(content)
    documents: list[Any] = [each for each in content["media"] if each["html"] or each["pages"]]
    written = [reading.without_title(each["html"] or "", content["title"]) for each in documents]
    text = content["text"] or reading.text_of("\n".join(written))
    context: dict[str, Any] = {
        "work": {**content, "public": release is not None, "credits": release.card.makers if release else []},
        "token": release.token if release else "",
        "others": neighbours(release) if release else [],
        "hangs_in": [(each, beside(release.slug, each)) for each in hung_in(release.slug)[:2]]
        if release
        else [],
        "picture": picture_of(release) if release else None,
        "tongue": tongue(text or content["title"]),
        "address": settings.PUBLIC_ADDRESS + reverse("work", args=[content["slug"]]) if release else "",
        "preview": release is None,
        "pictures": hanging.pictures(content),
        "recordings": recordings_of(content),
        "documents": documents,
        "written": [notes.set_prose(html) for html in written if html],
        "sections": reading.sections(content["text"]),
        # A date that a field of the kind says already is not said twice.
        "made": content["created"] not in hanging.facts(content).values() and content["created"],
        "minutes": reading.minutes(text),
        "description": (content["summary"] or text)[:120],
    }
    if release:
        context["thing"] = structured.work(
            content,
            release,
            context["picture"]["address"] if context["picture"] else "",
            context["description"],
            context["tongue"],
        )
    template = TEMPLATES.get(content["kind"]["family"], "photographs")
    if template == "photographs":
        context["captions"] = captions_of(content)
        context["described"] = any(each["caption"] for each in context["pictures"])
    if hanging.is_hung(content):
        template = "calligraphy"
        hung = hanging.hang(content)
        context |= {
            "hanging": hung,
            "panels": hanging.panels(content, hung),
            "true_size": hanging.true_size(content),
            "stanzas": lines_with_places(content),
        }
    elif template == "lecture":
        whole = transcript(content)
        # A preview has one address.
        parts = whole.parts() if release else [whole]
        context |= {
            "transcript": parts[0],
            "script": whole.script,
            "script_part": next((number for number, each in enumerate(parts, 1) if each.below), 1),
            "chapters": content.get("chapters", []),
            "slides": slides.in_step(content),
        }
    elif template == "essay" and hanging.facts(content).get("genre") == "诗歌":
        context["stanzas"] = reading.stanzas(text)
    return render(request, f"showcase/work/{template}.html", context)


def captions_of(content: Content) -> list[list[str]]:
    """What stands beneath each enlarged photograph: its day, the place, who is on it where it is the only one, and who
    took it."""
    known = hanging.facts(content)
    shown = hanging.pictures(content)
    people = known.get("people", "") if len(shown) == 1 else ""
    by = known.get("photographer") or "、".join(content["authors"])
    return [
        [
            each
            for each in (
                picture.get("taken") or known.get("taken_on", ""),
                known.get("place", ""),
                people,
                by and _("photograph: %(name)s") % {"name": by},
            )
            if each
        ]
        for picture in shown
    ]


def lines_with_places(content: Content) -> list[list[tuple[int, str, str, bool]]]:
    """The transcription in stanzas: of each line its number, its words for lines across and for lines running down,
    and whether it is marked on a picture."""
    marked = {region["line"] for region in content.get("regions", [])}
    numbers = count()
    return [
        [
            (number, line, reading.upright(line), number in marked)
            for line in stanza
            for number in [next(numbers)]
        ]
        for stanza in reading.stanzas(content["text"])
    ]


def chapters(request: HttpRequest, slug: str) -> HttpResponse:
    """The chapters of a live release as a track for players; gone with it."""
    found = Release.objects.works().filter(slug=slug, state=Release.State.LIVE).first()
    named = found and found.content.get("chapters")
    if not found or not named:
        raise Http404(_("There is no such work."))
    seconds = next((each["duration"] for each in recordings_of(found.content)), None)
    response = HttpResponse(webvtt(named, seconds), content_type="text/vtt; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def recordings_of(content: Content) -> list[dict[str, Any]]:
    """What is played, each with ``tracks``, the captions that stand after it and before the next."""
    found: list[dict[str, Any]] = []
    early: list[Any] = []
    for medium in content["media"]:
        if medium["play"]:
            found.append({**medium, "tracks": early if not found else []})
        elif medium.get("captions"):
            (found[-1]["tracks"] if found else early).append(medium)
    return found


def picture_of(found: Release) -> dict[str, Any] | None:
    """What stands for the work where its link is shown, with its whole address, as large as there is a JPEG of it: a
    messenger makes its own small one, and shows no handscroll that is 128 pixels high."""
    cover = cover_of(found.content)
    if not cover:
        return None
    sizes = (each["jpeg"] for each in found.content["media"])
    of_it: list[Source] = next(
        (jpegs for jpegs in sizes if any(each["src"] == cover["src"] for each in jpegs)), []
    )
    if not of_it:  # a poster, whose size nobody wrote down
        return {"address": structured.file(found, str(cover["src"]))}
    shown = max(of_it, key=lambda each: each["width"])
    return {**shown, "address": structured.file(found, shown["src"])}


def neighbours(found: Release) -> list[Any]:
    """One more work of the same unit and one of another kind, newest first."""
    content: Content = found.content
    unit = cards().filter(unit_id=content["unit_id"]).exclude(slug=found.slug)[:1]
    chosen = list(unit)
    seen = [found.slug, *(card.slug for card in chosen)]
    other = cards().exclude(kind__code=content["kind"]["code"]).exclude(slug__in=seen)[:1]
    return [*chosen, *other]
