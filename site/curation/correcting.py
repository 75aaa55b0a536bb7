"""Correcting a little of what is public: signed by people who did not write it, while the old release stays up."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from curation import telling
from curation.differences import FEW, differences, is_small
from curation.digest import digest_of
from curation.errors import NotPossible
from curation.models import Correction, Review, ReviewClass
from curation.opening import begin
from curation.signing import revision_of
from showcase.models import Release

#: As many people sign a correction, at the least.
SIGNERS = 2


@dataclass(frozen=True)
class Fault:
    """What the register asks for."""

    problem: str
    found: str
    found_on: dt.date
    reason: str


@transaction.atomic
def open_correction(page: Page, *, by: User, fault: Fault) -> Correction:
    """Send the page's latest revision to review as a correction of what is public, with its row in the register.

    Raises NotPossible where nothing of the work is public, where more than a little differs, where the register's row
    is incomplete, or as ``open_review`` does.
    """
    _check(fault)
    review_class = ReviewClass.objects.filter(corrections=True).first()
    if review_class is None or review_class.steps.count() < SIGNERS:
        raise NotPossible(_("The class for corrections needs two stages: ask the administrator."))
    public, expires_at = _as_signed(page), _expiry(page)
    if public is None:
        raise NotPossible(_("This work is not public as it was signed: send it to the full reviews."))
    review = begin(page, by=by, review_class=review_class, expires_at=expires_at)
    corrected = revision_of(review)
    if not is_small(public, corrected):
        raise NotPossible(
            _("More than %(number)d characters or more than words differ: send it to the full reviews.")
            % {"number": FEW}
        )
    live = Release.objects.only("revision_id").get(page_id=page.pk, state=Release.State.LIVE)
    Review.objects.filter(pk=review.pk).update(base_revision_id=live.revision_id)
    telling.turns(review)
    return Correction.objects.create(
        review=review,
        page=page,
        by=by,
        changes=[each.as_json() for each in differences(public, corrected)],
        **asdict(fault) | {"reason": fault.reason.strip()},
    )


def may_be_corrected(page: Page) -> bool:
    """Whether the latest revision differs a little from what is public."""
    public = _as_signed(page) if page.has_unpublished_changes else None
    return public is not None and is_small(public, page.get_latest_revision_as_object())


def _expiry(page: Page) -> dt.datetime | None:
    """Until when the work was signed to be public: a correction does not make it longer."""
    live = Release.objects.filter(page_id=page.pk, state=Release.State.LIVE).only("source").first()
    kind, _colon, key = live.source.partition(":") if live else ("", "", "")
    return Review.objects.get(pk=key).expires_at if kind == "review" else None


def _as_signed(page: Page) -> Page | None:
    """The revision that is public, where it still reads as it was signed: nothing that others lend it was renamed."""
    release = Release.objects.filter(page_id=page.pk, state=Release.State.LIVE).defer("content").first()
    if release is None or release.revision_id is None:
        return None
    public = page.revisions.get(pk=release.revision_id).as_object()
    kind, _colon, key = release.source.partition(":")
    if kind == "review":
        review = Review.objects.get(pk=key)
        if digest_of(public, review.release_at, review.expires_at) != review.digest:
            return None
    return public


def _check(fault: Fault) -> None:
    if not fault.reason.strip():
        raise NotPossible(_("Please give the reason; it goes into the register."))
    if fault.problem not in Correction.Problem.values or fault.found not in Correction.Found.values:
        raise NotPossible(_("Please say what was wrong and who found it."))
    if fault.found_on > timezone.localdate():
        raise NotPossible(_("It cannot have been found later than today."))
