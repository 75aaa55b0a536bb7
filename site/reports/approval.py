"""发稿审批单: one work or exhibition on one sheet, with every opinion and signature, and with when it truly went live."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from curation.models import Attestation, Correction, Draft, Review, ReviewStage, Withdrawal
from curation.subjects import Subject
from reports.ledger import address_of, platform
from showcase.exhibitions.content import NAME, content_of, lines
from showcase.models import ExhibitionPage, Release, WorkPage
from showcase.snapshot import media_of
from submissions.prints import Paper

#: Stages that have a line of their own; all others are told in the remarks.
_OWN = ("first", "second", "final", "secrecy")
_PROOFS = 3


@dataclass(frozen=True)
class _Facts:
    """What differs between a work's sheet and an exhibition's. ``hung`` are rows that only the latter has."""

    unit: str
    authors: str
    kind: str
    intended: str
    summary: str
    numbers: str
    hung: list[tuple[str, str]] = field(default_factory=list)


def approval(page: Subject) -> Paper:
    """The sheet with the rows that the office expects, filled in as far as the work has come."""
    review = _review_of(page)
    shown = page.revisions.get(pk=review.revision_id).as_object() if review else page
    facts = _exhibition(shown) if isinstance(shown, ExhibitionPage) else _work(shown)
    signed = _signed(review)
    released = _released(page, review)
    proofs = [said for stage, said in signed if stage.code.startswith("proof")]
    own = {stage.code: said for stage, said in signed if stage.code in _OWN}
    return Paper(
        _("Approval of a release"),
        [
            (_("Number"), page.slug),
            (_("Headline"), shown.title),
            (_("Class (A/B/C)"), review.review_class.name if review and review.review_class else ""),
            (_("Original, or reposted from where"), _("original")),
            (_("Contributing department"), facts.unit),
            (_("Authors"), facts.authors),
            (_("Platform and column intended"), platform(facts.kind)),
            (_("Release intended at"), facts.intended),
            (_("Summary"), facts.summary),
            (_("Number of pictures/videos"), facts.numbers),
            *facts.hung,
            (_("Confidentiality review (signature, time)"), own.get("secrecy", "")),
            (_("Opinion of the first review"), own.get("first", "")),
            (_("Opinion of the second review"), own.get("second", "")),
            (_("Opinion of the final review"), own.get("final", "")),
            *(
                (label, proofs[number] if number < len(proofs) else "")
                for number, label in enumerate(
                    [_("First proofread"), _("Second proofread"), _("Third proofread")][:_PROOFS]
                )
            ),
            (_("Released by"), str(review.opened_by) if review and released else ""),
            (_("Truly released at"), _moment(released.released_at) if released else ""),
            (
                _("Link"),
                address_of(page.slug, exhibition=isinstance(page, ExhibitionPage)) if released else "",
            ),
            (_("Remarks"), "\n".join(_remarks(page, review, signed, proofs[_PROOFS:]))),
        ],
        [],
        [],
    )


def _work(shown: WorkPage) -> _Facts:
    return _Facts(
        shown.unit.name,
        "、".join(shown.authors),
        shown.kind.name,
        _("with the last signature"),
        shown.summary or shown.text[:200],
        _numbers(shown),
    )


def _exhibition(shown: ExhibitionPage) -> _Facts:
    """Its credits stand for authors, its preface for the summary; its works are listed room by room."""
    content = content_of(shown)
    slugs = [slug for room in content["rooms"] for slug in (room["anchor"], *room["works"]) if slug]
    works = {each.slug: each for each in WorkPage.objects.filter(slug__in=slugs)}
    rows, number = [], 0
    for room in content["rooms"]:
        rows.append(_("Room “%(title)s”") % {"title": room["title"]})
        for slug in (room["anchor"], *room["works"]):
            if slug in works:
                number += 1
                rows.append(
                    f"{number}. 《{works[slug].title}》  {'、'.join(map(str, works[slug].authors))}  {slug}"
                )
    intended = (
        _("with the last signature; on show from %(opens)s to %(closes)s")
        if content["closes"]
        else _("with the last signature; on show from %(opens)s")
    )
    return _Facts(
        "",
        "、".join(lines(content["credits"])),
        _(NAME),
        intended % content,
        content["preface"],
        _("%(number)d works") % {"number": number},
        [(_("Works in the exhibition"), "\n".join(rows))],
    )


def _review_of(page: Subject) -> Review | None:
    """The last whole review that passed, else the last one; a correction is told in the remarks."""
    reviews = (
        Review.objects.filter(page=page)
        .select_related("opened_by", "review_class")
        .prefetch_related(
            "parts__person", "parts__in_place_of", "stages", "voided__person", "voided__voided_by"
        )
    )
    whole = reviews.exclude(review_class__corrections=True).order_by("-cycle")
    return whole.filter(state=Review.State.PASSED).first() or whole.first() or reviews.first()


def _released(page: Subject, review: Review | None) -> Release | None:
    """The release that this review, or the operator's attestation, led to."""
    found = Release.objects.filter(page_id=page.pk, released_at__isnull=False).defer("content")
    if review:
        return found.filter(source=f"review:{review.pk}").first()
    return found.filter(source__startswith="attestation:").order_by("pk").first()


def _signed(review: Review | None) -> list[tuple[ReviewStage, str]]:
    """Each stage that was signed, with opinion, name and time."""
    if review is None:
        return []
    given = review.signatures()
    return [
        (stage, _said(given[stage.code], len(stage.checklist)))
        for stage in review.stages.all()
        if stage.code in given
    ]


def _said(part: Any, lines: int) -> str:
    said = [part.opinion or _("agreed")]
    if lines:
        said.append(_("checklist %(ticked)d of %(lines)d") % {"ticked": len(part.ticked), "lines": lines})
    name = str(part.person)
    if part.in_place_of:
        name = _("%(name)s in place of %(other)s") % {"name": name, "other": part.in_place_of}
    return "\n".join(["；".join(said), f"{name}  {_moment(part.at)}"])


def _numbers(page: WorkPage) -> str:
    kinds = [each.asset.family for each in media_of(page)]
    videos = sum(kind in {"video", "audio"} for kind in kinds)
    return _("%(pictures)d pictures, %(videos)d videos") % {
        "pictures": kinds.count("picture"),
        "videos": videos,
    }


def _remarks(
    page: Subject, review: Review | None, signed: list[tuple[ReviewStage, str]], proofs: list[str]
) -> list[str]:
    """Stages of the institution's own, what was returned, corrected, withdrawn, where the work came from."""
    notes = [
        f"{stage.name}：{said}".replace("\n", " ")
        for stage, said in signed
        if stage.code not in _OWN and not stage.code.startswith("proof")
    ]
    notes += [said.replace("\n", " ") for said in proofs]
    if draft := Draft.objects.filter(page_id=page.pk).select_related("submission").first():
        notes.append(_("Submission %(number)s") % {"number": draft.submission.receipt})
    if attested := Attestation.objects.filter(page_id=page.pk).first():
        notes.append(
            _("Released before: %(approval)s, attested by %(operator)s")
            % {"approval": attested.approval, "operator": attested.operator}
        )
    for part in review.voided.all() if review else []:
        notes.append(
            _("%(when)s returned by %(name)s: %(reason)s")
            % {"when": _moment(part.voided_at), "name": part.voided_by, "reason": part.reason}
        )
    returned = Review.objects.filter(page=page, state=Review.State.RETURNED).select_related("returned_by")
    for each in returned.order_by("cycle"):
        notes.append(
            _("%(when)s returned by %(name)s: %(reason)s")
            % {"when": _moment(each.ended_at), "name": each.returned_by, "reason": each.reason}
        )
    for row in Correction.objects.filter(page=page, review__state=Review.State.PASSED).order_by("pk"):
        notes.append(
            _("%(day)s corrected: %(problem)s")
            % {"day": _moment(row.at), "problem": row.get_problem_display()}
        )
    for taken in Withdrawal.objects.filter(page=page).order_by("pk"):
        notes.append(_("%(day)s withdrawn: %(reason)s") % {"day": _moment(taken.at), "reason": taken.reason})
    return notes


def _moment(when: Any) -> str:
    return f"{localtime(when):%Y-%m-%d %H:%M}" if when else ""
