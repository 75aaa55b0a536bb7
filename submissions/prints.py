"""The papers that the office files: 作品登记表 and 授权承诺书, filled in from what was sent, or from the draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns import fields
from campaigns.models import Family, Terms
from media_library.models import Asset
from submissions.intake import sending
from submissions.models import Submission
from zh.count import count_characters


@dataclass(frozen=True)
class Paper:
    """A sheet of A4: ``rows`` are pairs of label and text; ``to_fill`` are written by hand, with their height in mm."""

    title: str
    rows: list[tuple[str, str]]
    paragraphs: list[str]
    to_fill: list[tuple[str, int]]


def content_of(submission: Submission) -> dict[str, Any]:
    """What was sent last; of what was never sent, the draft."""
    version = submission.versions.order_by("-number").first()
    return version.content if version else sending.content(submission)


def registration(submission: Submission, content: dict[str, Any]) -> Paper:
    """作品登记表. What the service does not know (birth, post) stays empty, for the pen."""
    rows = [
        (_("Number of the work"), submission.receipt or ""),
        (_("Title"), content["title"]),
        (_("Kind"), submission.kind.label),
        (_("Authors"), "、".join(author["name"] for author in content["authors"])),
        (_("Sex"), ""),
        (_("Born"), ""),
        (_("Political status"), ""),
        (_("Unit and post"), (content["unit"] or {}).get("name", "")),
        (_("Telephone"), content.get("telephone", "")),
        (_("Size, characters, length or number"), measure(submission, content)),
        (_("Made when"), content["created"]),
        (_("The work in short"), content["summary"]),
    ]
    if submission.kind.family == Family.PICTURES and content["text"]:
        rows.append((_("Transcription"), content["text"]))
    return Paper(
        _("Registration of a work"),
        rows,
        [],
        [
            (_("Declaration of originality and licence (signature)"), 24),
            (_("Opinion of the unit (seal)"), 28),
            (_("Opinion of the jury"), 28),
        ],
    )


def declaration(submission: Submission, content: dict[str, Any]) -> Paper:
    """授权承诺书 in the version that was accepted, else in the call's present one."""
    accepted = content["terms"]
    terms = Terms.objects.filter(pk=accepted["id"]).first() if accepted else None
    terms = terms or submission.call.terms
    english = (get_language() or "").startswith("en") and terms.text_en
    rows = [
        (_("Authors"), "、".join(author["name"] for author in content["authors"])),
        (_("Work"), content["title"]),
        (_("For"), submission.call.title),
        (_("Version"), f"{terms.name} v{terms.version}"),
    ]
    if accepted and (when := parse_datetime(accepted["accepted_at"])):
        confirmed = [f"{localtime(when):%Y-%m-%d %H:%M}", str(submission.contributor)]
        if address := accepted.get("accepted_from"):
            confirmed.append(f"IP {address}")
        rows.append((_("Confirmed online"), ", ".join(confirmed)))
    text = terms.text_en if english else terms.text
    return Paper(
        _("Letter of declaration and licence"),
        rows,
        [part.strip() for part in text.splitlines() if part.strip()],
        [(_("Signature of the authors, and date"), 24), (_("Guardian of a minor, where there is one"), 16)],
    )


def measure(submission: Submission, content: dict[str, Any], assets: Sequence[Asset] | None = None) -> str:
    """How large or long a work is, in its kind's measure; lists bring the ``assets``, which else are asked for."""
    details = content["details"]
    if assets is None:
        assets = list(Asset.objects.filter(uid__in=[file["asset"] for file in content["files"]]))
    if submission.kind.family == Family.TEXT:
        # An essay is typed, or comes as a document.
        number = count_characters(content["text"]) or sum(
            asset.facts.get("characters", 0) for asset in assets if asset.family == "document"
        )
        return _("%(number)s characters") % {"number": number} if number else ""
    if submission.kind.family == Family.RECORDING:
        seconds = int(sum(asset.duration or 0 for asset in assets))
        return f"{seconds // 60}:{seconds % 60:02d}" if seconds else ""
    if details.get("height_cm") and details.get("width_cm"):
        rows = fields.described(
            submission.kind, {name: details.get(name) for name in ("spec", "orientation")}
        )
        return f"{details['height_cm']} × {details['width_cm']} cm  {fields.in_words(rows)}".strip()
    return _("%(number)s pictures") % {"number": len(content["files"])}
