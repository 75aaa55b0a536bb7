"""A work's page as content to show: for its release with public paths, for a preview with private ones."""

import json
import re
from collections.abc import Callable, Sequence

from django.core.files.storage import storages

from campaigns.fields import described
from media_library import closeups, handouts
from media_library.ingest.captions import read as read_captions
from media_library.ingest.markup import place_pictures, size_pictures
from media_library.models import HLS_MASTER, Asset, Family, Rendition
from showcase.content import Content, Medium, Region, Source
from showcase.marks import Closeup, closeups_of, regions_of
from showcase.models import WorkMedia, WorkPage
from showcase.transcript import times_of

Place = Callable[[Asset, str], str]
"""Gives the address of an asset's rendition by its name."""


def private_place(asset: Asset, name: str) -> str:
    """Where a signed-in person who may see the asset finds the rendition."""
    return f"/private/renditions/{asset.uid}/{name}"


def public_place(asset: Asset, name: str) -> str:
    """Where the rendition stands within a release's folder. The asset's key is no secret, its uid is."""
    return f"{asset.pk}/{name}"


def content_of(page: WorkPage, place: Place = private_place) -> Content:
    """The page's content, its assets' renditions placed by ``place``. Signers are added at release."""
    kind, item = page.kind, page.item
    year = re.match(r"\d{4}", page.created)
    shown = media_of(page)
    return {
        "slug": page.slug,
        "title": page.title,
        "kind": {"code": kind.code, "name": kind.name, "name_en": kind.name_en, "family": kind.family},
        "unit": page.unit.name,
        "unit_en": page.unit.name_en,
        "unit_id": page.unit_id,
        "item": {"id": item.pk, "label": item.label, "title": item.title} if item else None,
        "authors": [str(name) for name in page.authors],
        "created": page.created,
        "year": int(year[0]) if year else None,
        "summary": page.summary,
        "text": page.text,
        "times": times_of(page.text, page.timing) if page.timing else [],
        "chapters": page.chapters,
        "slides": page.slides,
        "regions": places_of(page, shown),
        "closeups": [made for each in closeups_of(page.closeups) if (made := closeup(each, shown, place))],
        "details": list(described(kind, page.details, public_only=True)),
        "media": [medium_of(media, place) for media in shown],
        "signers": [],
        "attested": "",
    }


def media_of(page: WorkPage) -> list[WorkMedia]:
    """The page's media in order, with their assets and renditions in two queries, also for an unsaved revision."""
    media = sorted(page.media.all(), key=lambda each: (each.sort_order or 0, each.pk or 0))
    assets = Asset.objects.prefetch_related("renditions").in_bulk({each.asset_id for each in media})
    for each in media:
        each.asset = assets[each.asset_id]
    return media


def places_of(page: WorkPage, shown: Sequence[WorkMedia]) -> list[Region]:
    """Where the lines of the text stand on the pictures that are shown."""
    if not page.regions:
        return []
    at = {each.asset_id: number for number, each in enumerate(shown)}
    return [
        {"line": line, "medium": at[box.asset], "box": [box.x, box.y, box.width, box.height]}
        for line, boxes in enumerate(regions_of(page.text, page.regions))
        for box in boxes
        if box.asset in at
    ]


def closeup(marked: Closeup, shown: Sequence[WorkMedia], place: Place) -> Medium | None:
    """A square of a picture as a picture of its own; None until it is cut, or where its picture is not shown."""
    at = next((number for number, each in enumerate(shown) if each.asset_id == marked.asset), None)
    asset = None if at is None else shown[at].asset
    cut = closeups.cut_of(asset, marked.x, marked.y, marked.side) if asset else []
    if at is None or not asset or not cut:
        return None

    def sources(media_type: str) -> list[Source]:
        found = [each for each in cut if each.media_type == media_type]
        found.sort(key=lambda each: each.width or 0)
        return [
            {"src": place(asset, each.name), "width": each.width or 0, "height": each.height or 0}
            for each in found
        ]

    return {
        "kind": "picture",
        "role": "closeup",
        "caption": marked.words,
        "alt": marked.words,
        "width": marked.side,
        "height": marked.side,
        "colour": asset.facts.get("colour", ""),
        "square": [at, marked.x, marked.y, marked.side],
        "webp": sources("image/webp"),
        "jpeg": sources("image/jpeg"),
        "tiles": None,
        "play": None,
        "poster": None,
        "duration": None,
        "peaks": [],
        "html": None,
        "pages": [],
    }


def medium_of(media: WorkMedia, place: Place) -> Medium:
    """One medium with every file that its page may show."""
    asset = media.asset
    made = list(asset.renditions.all())

    def sources(role: str, media_type: str) -> list[Source]:
        return [
            {"src": place(asset, each.name), "width": each.width or 0, "height": each.height or 0}
            for each in sorted(made, key=lambda each: (each.width or 0, each.name))
            if each.role == role and each.media_type == media_type
        ]

    def only(role: str) -> Rendition | None:
        return next((each for each in made if each.role == role), None)

    play, poster, tiles, opus = only("play"), only("poster"), only("tiles"), only("opus")
    captions = only("captions")
    hls = next((each for each in made if each.name == HLS_MASTER), None)
    sprites = next((each for each in made if each.role == "sprites" and each.media_type == "text/vtt"), None)
    peaks, text = only("peaks"), only("text")
    pages = sorted((each for each in made if each.role == "page"), key=lambda each: each.name)
    handout = handouts.handout_of(asset) if media.download else None
    medium: Medium = {
        "kind": asset.family,
        "role": media.role,
        "caption": media.caption,
        "alt": media.alt or media.caption,
        "width": asset.width,
        "height": asset.height,
        "taken": asset.facts.get("taken", "")[:10] if asset.family == Family.PICTURE else "",
        "colour": asset.facts.get("colour", ""),
        "avif": sources("avif", "image/avif"),
        "webp": sources("web", "image/webp"),
        "jpeg": sources("web", "image/jpeg"),
        "tiles": place(asset, tiles.name) if tiles else None,
        "play": {"src": place(asset, play.name), "type": play.media_type} if play else None,
        "opus": place(asset, opus.name) if opus else None,
        "captions": place(asset, captions.name) if captions else None,
        "cues": [(cue.start, cue.words) for cue in read_captions(_read(captions))] if captions else [],
        "hls": place(asset, hls.name) if hls else None,
        "sprites": place(asset, sprites.name) if sprites else None,
        "poster": place(asset, poster.name) if poster else None,
        "duration": asset.duration,
        "peaks": json.loads(_read(peaks))["peaks"] if peaks else [],
        "html": place_pictures(size_pictures(_read(text), _sizes(made)), lambda name: place(asset, name))
        if text
        else None,
        "pages": [
            {"src": place(asset, each.name), "width": each.width or 0, "height": each.height or 0}
            for each in pages
        ],
    }
    if handout:
        medium["handout"] = {"src": place(asset, handout.name), "size": handout.size}
    return medium


def _sizes(made: Sequence[Rendition]) -> dict[str, tuple[int, int]]:
    """How large the pictures of a document are, by their names."""
    return {each.name: (each.width, each.height) for each in made if each.width and each.height}


def _read(rendition: Rendition) -> str:
    with storages["default"].open(rendition.path) as file:
        return str(file.read().decode("utf-8"))
