"""发布台账: every release of a period, who signed it, and what became of it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from curation.models import Attestation, Correction, Review, Withdrawal
from curation.subjects import public_path
from reports.period import Period
from reports.workbook import Register
from showcase.models import Release, WorkMedia

#: Signatures of stages whose code begins so are proofreads; an institution that wants more of them adds the stages.
PROOF = ("proof", "correct")


def address_of(slug: str, *, exhibition: bool = False) -> str:
    """The public address of a work or an exhibition, whole."""
    with translation.override(settings.LANGUAGE_CODE):
        return settings.PUBLIC_ADDRESS + public_path(slug, exhibition=exhibition)


def released_in(period: Period) -> QuerySet[Release, dict[str, Any]]:
    """What went live in the period, the oldest first, with the few facts of its content that registers name."""
    within = Q(released_at__gte=period.begin, released_at__lt=period.end)
    facts = {name: KT(f"content__{name}") for name in ("title", "kind__name", "signers", "authors")}
    named = {name.replace("kind__name", "kind"): lookup for name, lookup in facts.items()}
    fields = ("pk", "page_id", "slug", "source", "revision_id", "state", "released_at", "exhibition")
    return Release.objects.filter(within).order_by("released_at", "pk").values(*fields, **named)


def ledger(period: Period) -> Register:
    """The register with the columns that the office expects, in a constant number of queries."""
    releases = list(released_in(period))
    sources = {each["source"] for each in releases}
    responsible = _responsible(sources)
    kept = _kept({each["page_id"] for each in releases})
    notes = _notes(releases)
    return Register(
        _("Release ledger"),
        [
            (_("No."), 6),
            (_("Released on"), 12),
            (_("Headline"), 32),
            (_("Information number"), 16),
            (_("Platform/column"), 16),
            (_("Contributed by"), 18),
            (_("first review"), 12),
            (_("second review"), 12),
            (_("final review"), 12),
            (_("Proofread by"), 12),
            (_("Released by"), 14),
            (_("Times read"), 8),
            (_("Link"), 34),
            (_("Kept at"), 40),
            (_("Corrections and withdrawals"), 36),
        ],
        (
            [
                number,
                timezone.localdate(each["released_at"]),
                each["title"],
                each["slug"],
                platform(each["kind"]),
                "、".join(_read(each["authors"])),
                *_signed(_read(each["signers"])),
                responsible.get(each["source"], ""),
                "",
                address_of(each["slug"], exhibition=each["exhibition"]),
                "\n".join(kept[each["page_id"]]),
                "\n".join(notes[each["pk"]]),
            ]
            for number, each in enumerate(releases, 1)
        ),
    )


def platform(kind: str) -> str:
    """Where it is read: this service, and which kind's list."""
    return f"{settings.WAGTAIL_SITE_NAME}/{kind}"


def _read(text: str | None) -> list[Any]:
    return json.loads(text) if text else []


def _signed(signers: list[dict[str, str]]) -> list[str]:
    """Names for the first, second and final review, and for the proofreads."""
    by_part = {each["part"]: each["name"] for each in signers}
    proofs = [name for part, name in by_part.items() if part.startswith(PROOF)]
    return [
        by_part.get("first", ""),
        by_part.get("second", ""),
        by_part.get("final") or by_part.get("approve", ""),
        "、".join(proofs),
    ]


def _responsible(sources: set[str]) -> dict[str, str]:
    """By source: the curator who sent the work to the reviews that released it, or the operator who attests."""
    keys = defaultdict(list)
    for source in sources:
        kind, _colon, key = source.partition(":")
        keys[kind].append(int(key))
    reviews = Review.objects.filter(pk__in=keys["review"]).select_related("opened_by").only("opened_by")
    attested = Attestation.objects.filter(pk__in=keys["attestation"])
    return {f"review:{each.pk}": str(each.opened_by) for each in reviews} | {
        f"attestation:{each.pk}": each.operator for each in attested
    }


def _kept(pages: Iterable[int]) -> dict[int, list[str]]:
    """By page: the places of its originals in the private store."""
    found = defaultdict(list)
    for each in (
        WorkMedia.objects.filter(page_id__in=pages).select_related("asset").order_by("sort_order", "pk")
    ):
        found[each.page_id].append(each.asset.original_path)
    return found


def _notes(releases: list[dict[str, Any]]) -> dict[int, list[str]]:
    """By release: the corrections of it, and the withdrawal that ended it."""
    pages = {each["page_id"] for each in releases}
    corrected = defaultdict(list)
    done = Correction.objects.filter(page_id__in=pages, review__state=Review.State.PASSED)
    for row in done.select_related("review").order_by("pk"):
        corrected[row.page_id, row.review.base_revision_id].append(row)
    withdrawn = defaultdict(list)
    for taken in Withdrawal.objects.filter(page_id__in=pages).order_by("pk"):
        withdrawn[taken.page_id].append(taken)
    notes = defaultdict(list)
    for each in releases:
        for row in corrected[each["page_id"], each["revision_id"]]:
            notes[each["pk"]].append(
                _("%(day)s corrected: %(problem)s")
                % {"day": timezone.localdate(row.at), "problem": row.get_problem_display()}
            )
        if each["state"] == Release.State.WITHDRAWN:
            # Whatever withdrew it was the first withdrawal after it went live.
            ending = next((row for row in withdrawn[each["page_id"]] if row.at >= each["released_at"]), None)
            if ending:
                notes[each["pk"]].append(
                    _("%(day)s withdrawn: %(reason)s")
                    % {"day": timezone.localdate(ending.at), "reason": ending.reason}
                )
    return notes
