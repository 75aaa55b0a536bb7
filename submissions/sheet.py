"""A work laid out for reading: the same for a draft's preview and for a version that is judged."""

from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

import nh3
from django.core.files.storage import storages
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from campaigns import fields
from campaigns.models import Kind
from media_library.ingest.markup import place_pictures
from media_library.models import Asset, Rendition
from submissions import declarations
from submissions.intake import sending
from submissions.models import Submission, SubmissionVersion
from submissions.pictures import Picture, address, original, picture


@dataclass(frozen=True)
class ShownFile:
    """A file with what a browser can show of it; all may be empty while the file is being checked. ``place`` is what
    its form calls it, such as 上联（右）."""

    asset: Asset
    original: str
    role: str
    place: str
    caption: str
    picture: Picture | None
    play: str
    play_type: str
    pages: list[Picture]
    html: SafeString | str


@dataclass(frozen=True)
class Sheet:
    """``content`` is as ``SubmissionVersion`` tells it; ``facts`` are pairs of label and value."""

    content: dict[str, Any]
    kind: Kind
    facts: list[tuple[str, str]]
    body_label: str
    paragraphs: list[str]
    files: list[ShownFile]
    declared: list[tuple[str, str, bool]]

    @property
    def authors(self) -> str:
        """The authors' names in order."""
        return "、".join(author["name"] for author in self.content["authors"])


def of_draft(submission: Submission) -> Sheet:
    """The working copy, as it would be sent."""
    return _lay_out(sending.content(submission), submission.kind)


def of_version(version: SubmissionVersion, kind: Kind) -> Sheet:
    """What was sent, as it was sent."""
    return _lay_out(version.content, kind)


def _lay_out(content: dict[str, Any], kind: Kind) -> Sheet:
    found = Asset.objects.filter(uid__in=[file["asset"] for file in content["files"]])
    assets = {str(asset.uid): asset for asset in found.prefetch_related("renditions")}
    english = (get_language() or "").startswith("en")
    body = fields.body(kind)
    _number, named = fields.places(kind, content["details"])
    placed = zip(content["files"], chain(named, repeat("")), strict=False)
    return Sheet(
        content=content,
        kind=kind,
        facts=[
            (row["label_en"], row["value_en"]) if english else (row["label"], row["value"])
            for row in fields.described(kind, content["details"])
        ],
        body_label=body.label if body else "",
        paragraphs=[part for part in content["text"].splitlines() if part.strip()],
        declared=declarations.in_words(kind, content.get("declared", {})),
        files=[
            _shown(assets[file["asset"]], file, place) for file, place in placed if file["asset"] in assets
        ],
    )


def _shown(asset: Asset, file: dict[str, Any], place: str) -> ShownFile:
    made = list(asset.renditions.all())
    play = next((each for each in made if each.role == "play"), None)
    text = next((each for each in made if each.role == "text" and each.name.endswith(".html")), None)
    return ShownFile(
        asset=asset,
        original=original(asset),
        role=file["role"],
        place=place,
        caption=file["caption"],
        picture=picture(asset, 1280),
        play=address(play) if play else "",
        play_type=play.media_type if play else "",
        pages=[Picture.of(each) for each in made if each.role == "page"],
        html=_html(text) if text else "",
    )


def _html(rendition: Rendition) -> SafeString:
    """The clean HTML that ingest made, cleaned once more where it is shown."""
    with storages["default"].open(rendition.path) as file:
        text = file.read().decode("utf-8")
    asset = rendition.asset
    placed = place_pictures(
        nh3.clean(text), lambda name: reverse("private-rendition", args=[asset.uid, name])
    )
    # nh3 lets nothing pass that could run.
    return mark_safe(placed)
