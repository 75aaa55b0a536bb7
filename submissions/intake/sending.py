"""Send a work, or take it back."""

import hashlib
import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import roles
from accounts.models import User
from campaigns import fields
from campaigns.models import Family
from submissions import lifecycle
from submissions.intake import agreeing
from submissions.intake.asked import with_paper
from submissions.intake.requirements import Problems, problems
from submissions.lifecycle import NotPossible, Verdict
from submissions.models import State, Submission, SubmissionFile, SubmissionVersion
from submissions.review import quota


class Incomplete(NotPossible):
    """A work that cannot be sent yet. ``problems``: sentences by form field."""

    def __init__(self, found: Problems) -> None:
        self.problems = found
        super().__init__(" ".join(sentence for sentences in found.values() for sentence in sentences))


def send(submission: Submission, by: User) -> SubmissionVersion:
    """Send the working copy: keep it as an immutable version and hand it on. Returns the version.

    The first sending gives the receipt number. It goes to the unit's liaison, or straight to the curators where the
    call asks for no endorsement or the sender is the liaison. Raises PermissionDenied for anybody but the
    contributor, Incomplete where something is missing, NotPossible where it was sent already.
    """
    with transaction.atomic():
        version = freeze(submission, by, offered=True)
        lifecycle.move(
            submission,
            State.ENDORSED if _goes_straight(submission, by) else State.SENT,
            by=by,
            verdict=Verdict.SENT,
            version=version,
        )
    return version


def freeze(submission: Submission, by: User, *, offered: bool = False) -> SubmissionVersion:
    """Keep the working copy as an immutable version; ``offered`` for the first time or again, so that it counts in the
    unit's quota. Raises as ``send`` does; hand it on in the same transaction."""
    _own(submission, by)
    with transaction.atomic():
        # Whoever sends two works at once sends one after the other: works per person are counted below.
        User.objects.select_for_update().get(pk=by.pk)
        _take_as_it_is(submission)
        if found := problems(submission):
            raise Incomplete(found)
        if offered and submission.call.endorsement and _goes_straight(submission, by):
            _refuse_if_full(submission)
        _settle(submission)
        version = SubmissionVersion.objects.create(
            submission=submission,
            number=submission.versions.count() + 1,
            content=content(submission),
            sent_by=by,
        )
        agreeing.ask(submission)
        version.assets.set([file.asset_id for file in submission.files.all()])
    return version


def recall(submission: Submission, by: User) -> None:
    """Take a work back before it is decided on. Raises PermissionDenied, or NotPossible when it is too late."""
    _own(submission, by)
    version = submission.versions.order_by("-number").first()
    if version is None:
        raise NotPossible(_("This work has not been sent."))
    lifecycle.move(submission, State.RECALLED, by=by, verdict=Verdict.RECALLED, version=version)


def digest(submission: Submission) -> str:
    """A short mark of the working copy's facts, by which a preview knows whether it still shows what is sent."""
    facts = json.dumps(content(submission), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(facts.encode()).hexdigest()[:32]


def _own(submission: Submission, by: User) -> None:
    if submission.contributor_id != by.pk or not by.is_active:
        raise PermissionDenied(_("Only the person who offers a work can send it or take it back."))


def _goes_straight(submission: Submission, by: User) -> bool:
    """Whether no liaison is asked: the call wants no endorsement, or the sender is the liaison."""
    return not submission.call.endorsement or submission.unit_id in roles.liaison_units(by)


def _refuse_if_full(submission: Submission) -> None:
    """A liaison who sends a work endorses it by that."""
    try:
        quota.refuse_if_full(submission)
    except NotPossible as full:
        raise Incomplete({"call": [str(full)]}) from full


def _take_as_it_is(submission: Submission) -> None:
    """Read the working copy anew and hold it: what was saved last is what is sent. Raises NotPossible."""
    held = Submission.objects.select_for_update().filter(pk=submission.pk, lock=submission.lock)
    if not submission.editable or not list(held.values_list("pk")):
        raise NotPossible(_("This work has been sent already."))
    submission.refresh_from_db()


def _settle(submission: Submission) -> None:
    """Write the details in their final form, what each file is for, and the receipt number.

    2021-07-000123: the month of the first sending, and a serial number that tells nothing of the person.
    """
    submission.details, _errors = fields.clean(submission.kind, with_paper(submission))
    submission.created = fields.made_on(submission.kind, submission.details) or submission.created
    submission.title = submission.title.strip()
    if submission.receipt is None:
        submission.receipt = f"{timezone.localtime():%Y-%m}-{submission.pk:06d}"
    submission.save(update_fields=["details", "created", "title", "receipt"])
    if submission.kind.family != Family.TEXT:
        # A document beside a picture or a recording is its script; an essay is the document.
        beside = submission.files.filter(asset__family="document")
        beside.update(role=SubmissionFile.Role.SCRIPT)


def content(submission: Submission) -> dict[str, Any]:
    """The facts of the working copy as a version keeps them; the shape is told at ``SubmissionVersion``.

    Of a draft, ``unit`` and ``terms`` may be None.
    """
    paper = agreeing.paper_of(submission)
    call, kind, unit, terms = submission.call, submission.kind, submission.unit, submission.terms
    accepted_at, accepted_from = submission.terms_accepted_at, submission.terms_accepted_from
    return {
        "call": {"id": call.pk, "title": call.title},
        "item": {"id": call.item_id, "label": call.item.label, "title": call.item.title},
        "kind": {"id": kind.pk, "code": kind.code, "name": kind.name, "name_en": kind.name_en},
        "unit": {"id": unit.pk, "name": unit.name} if unit else None,
        "title": submission.title,
        "authors": [{"name": author["name"], "user": author.get("user")} for author in submission.authors],
        "created": submission.created,
        "summary": submission.summary,
        **({"telephone": submission.telephone} if submission.telephone else {}),
        "text": submission.text,
        "details": submission.details,
        "terms": {
            "id": terms.pk,
            "name": terms.name,
            "version": terms.version,
            "accepted_at": accepted_at.isoformat(),
            **({"accepted_from": accepted_from} if accepted_from else {}),
        }
        if terms and accepted_at
        else None,
        "declared": submission.declared,
        **({"signed": {"asset": str(paper.asset.uid), "sha256": paper.asset.sha256}} if paper else {}),
        "files": [
            {
                "asset": str(file.asset.uid),
                "name": file.asset.name,
                "format": file.asset.format,
                "size": file.asset.size,
                "sha256": file.asset.sha256,
                "role": file.role,
                "caption": file.caption,
            }
            for file in submission.files.select_related("asset")
        ],
    }
