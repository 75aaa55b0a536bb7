"""Each work (or exhibition) of a contact sheet as it will be, read from the revisions that are signed, in a constant number of queries."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.models import Unit
from campaigns.fields import described
from campaigns.models import Kind
from curation.differences import Difference, differing, words_in
from curation.models import Review, ReviewStage
from curation.sheet_halls import Small, gone, rooms, works_named
from media_library.models import Asset

#: So many characters of a text are its first lines.
FIRST_LINES = 160
#: No telephone needs a wider picture.
WIDEST = 1600


def cards(stages: Sequence[ReviewStage]) -> list[dict[str, Any]]:
    """For each stage: title, first lines, facts, credits, the picture, who signed before."""
    keys = {stage.review.revision_id for stage in stages}
    bases = {stage.review.base_revision_id for stage in stages if stage.review.base_revision_id}
    revisions = Revision.objects.in_bulk(keys | bases)
    every = {pk: revision.content for pk, revision in revisions.items()}
    contents = {pk: content for pk, content in every.items() if "rooms" not in content}
    halls = {pk: content for pk, content in every.items() if "rooms" in content}
    hung = works_named(halls.values())
    media = [medium for content in contents.values() for medium in content["media"]]
    assets = Asset.objects.prefetch_related("renditions").in_bulk({medium["asset"] for medium in media})
    kinds, units = Kind.objects.in_bulk(), Unit.objects.in_bulk({each["unit"] for each in contents.values()})
    return [
        (
            _card(stage, contents[stage.review.revision_id], assets, kinds, units)
            if stage.review.revision_id in contents
            else _hall(stage, halls[stage.review.revision_id], hung)
        )
        | {"differences": _differences(stage.review, every)}
        for stage in stages
        if stage.review.revision_id in every
    ]


def _hall(stage: ReviewStage, content: dict[str, Any], hung: dict[int, Small]) -> dict[str, Any]:
    """An exhibition: its preface, its days, the work on its cover, and room by room what hangs in it."""
    days = [(_("Opens"), content["opens"]), (_("Closes"), content["closes"])]
    return {
        **_said(stage, content["title"], content["preface"].strip()),
        "kind": _("Exhibition"),
        "unit": "",
        "authors": [],
        "facts": [(label, day) for label, day in days if day],
        "picture": hung[content["cover"]].picture if content["cover"] in hung else None,
        "files": 0,
        "rooms": rooms(content, hung),
        "gone": gone(content, hung),
    }


def _said(stage: ReviewStage, title: str, words: str) -> dict[str, Any]:
    """What the card of anything says."""
    signed = stage.review.signatures()
    return {
        "stage": stage,
        "review": stage.review,
        "title": title,
        "words": words[:FIRST_LINES] + ("……" if len(words) > FIRST_LINES else ""),
        "signed": [
            (each, signed[each.code].person) for each in stage.review.stages.all() if each.code in signed
        ],
    }


def _card(
    stage: ReviewStage,
    content: dict[str, Any],
    assets: dict[int, Asset],
    kinds: dict[int, Kind],
    units: dict[int, Unit],
) -> dict[str, Any]:
    kind = kinds[content["kind"]]
    shown = [assets[medium["asset"]] for medium in content["media"] if medium["asset"] in assets]
    words = content["summary"].strip() or content["text"].strip()
    english = (get_language() or "").startswith("en")
    return {
        **_said(stage, content["title"], words),
        "kind": kind,
        "unit": units.get(content["unit"]),
        "authors": content["authors"],
        "facts": [
            (row["label_en"], row["value_en"]) if english else (row["label"], row["value"])
            for row in described(kind, content["details"], public_only=True)
        ],
        "picture": next((picture for asset in shown if (picture := _picture(asset))), None),
        "files": len(shown),
    }


def _differences(review: Review, contents: dict[int, dict[str, Any]]) -> list[Difference]:
    """Where a revision differs only a little from what was signed, or is public: that."""
    base = contents.get(review.base_revision_id or 0)
    return differing(words_in(base), words_in(contents[review.revision_id])) if base else []


def _picture(asset: Asset) -> dict[str, Any] | None:
    pictures = [
        each
        for each in asset.renditions.all()
        if each.width and each.width <= WIDEST and (each.role == "poster" or each.media_type == "image/webp")
    ]
    if not pictures:
        return None
    best = max(pictures, key=lambda each: each.width or 0)
    address = reverse("private-rendition", args=[asset.uid, best.name])
    return {"src": address, "width": best.width, "height": best.height}
