"""Where each work stands, in words: derived from reviews, releases and withdrawals, never stored."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.roles import Role, has_role
from curation.models import Bundle, Draft, Part, Review, ReviewStage, VoidedPart, Withdrawal
from curation.releasing import RELEASE
from curation.staffing import seats
from jobs import queue
from showcase.models import Release, WorkPage
from submissions.intake.newer import offered


@dataclass
class Standing:
    """``code``: draft, in_review, returned, scheduled, releasing, stuck, public, withdrawn. ``public`` may be true beside any but the
    last: a correction is reviewed while the old release stays up."""

    code: str
    sentence: str
    since: dt.datetime | None
    public: bool = False
    review: Review | None = None
    waiting: list[ReviewStage] = field(default_factory=list)


def standings(pages: Sequence[Page]) -> dict[int, Standing]:
    """Where each page stands, in at most six queries whatever their number."""
    keys = [page.pk for page in pages]
    reviews: dict[int, Review] = {}
    found = Review.objects.filter(page__in=keys).select_related("bundled__bundle", "page")
    found = found.prefetch_related("parts__person", "stages")
    for review in found.order_by("cycle"):
        reviews[review.page_id] = review
    releases: dict[int, Release] = {}
    for release in Release.objects.filter(page_id__in=keys).defer("content").order_by("pk"):
        if release.state != Release.State.REPLACED:
            releases[release.page_id] = release
    stuck = _stuck([each for each in releases.values() if each.state == Release.State.PREPARING])
    withdrawals = {each.page_id: each for each in Withdrawal.objects.filter(page__in=keys).order_by("pk")}
    return {
        page.pk: _standing(
            page,
            reviews.get(page.pk),
            releases.get(page.pk),
            withdrawals.get(page.pk),
            stuck=page.pk in stuck,
        )
        for page in pages
    }


def standing(page: Page) -> Standing:
    """Where one page stands."""
    return standings([page])[page.pk]


def _standing(
    page: Page,
    review: Review | None,
    release: Release | None,
    withdrawal: Withdrawal | None,
    *,
    stuck: bool = False,
) -> Standing:
    public = release is not None and release.state == Release.State.LIVE
    if review and review.state == Review.State.OPEN:
        waiting = waiting_stages(review)
        names = _(", ").join(str(stage) for stage in waiting)
        sentence = _("Waits for: %(stages)s") % {"stages": names}
        return Standing("in_review", sentence, review.opened_at, public, review, waiting)
    if is_scheduled(review, release):
        assert review is not None
        if bundle := bundle_of(review):
            sentence = _("All have signed; it will be public together with the bundle “%(name)s”")
            sentence %= {"name": bundle}
        else:
            day = date_format(timezone.localtime(review.release_at), "DATETIME_FORMAT")
            sentence = _("All have signed; it will be public on %(day)s") % {"day": day}
        return Standing("scheduled", sentence, review.ended_at, public, review)
    if release and stuck:
        sentence = _("The release failed. Try again, or withdraw the work and send it to review anew.")
        return Standing("stuck", sentence, release.made_at, public, review)
    if release and release.state == Release.State.PREPARING:
        return Standing(
            "releasing", _("All have signed; the files are being released."), release.made_at, public, review
        )
    if withdrawal and not public:
        returned = review and review.ended_at and review.ended_at > withdrawal.at
        if not returned:
            sentence = _("Withdrawn by %(who)s: %(why)s") % {"who": withdrawal.by, "why": withdrawal.reason}
            return Standing("withdrawn", sentence, withdrawal.at, False, review)
    if review and review.state == Review.State.RETURNED:
        sentence = _("Returned by %(who)s: %(why)s") % {"who": review.returned_by, "why": review.reason}
        return Standing("returned", sentence, review.ended_at, public, review)
    if public and release and not page.has_unpublished_changes:
        return Standing("public", _("Public"), release.released_at, True, review)
    return Standing(
        "draft", _("Draft: to be edited and sent to review"), page.latest_revision_created_at, public, review
    )


def bundle_of(review: Review | None) -> Bundle | None:
    """The bundle with which the review goes on; what was released or left is in none."""
    row = getattr(review, "bundled", None)
    return row.bundle if row and not row.outcome else None


def is_scheduled(review: Review | None, release: Release | None) -> bool:
    """Whether the review passed and waits for the time that was signed, or for the others of its bundle; ``release`` is
    the page's latest."""
    if review is None or review.state != Review.State.PASSED:
        return False
    if review.release_at is None and bundle_of(review) is None:
        return False
    return release is None or release.source != f"review:{review.pk}"


def _stuck(preparing: Iterable[Release]) -> set[int]:
    """The pages, by key, whose release was given up."""
    pages = {str(each.pk): each.page_id for each in preparing}
    return {pages[key] for key in queue.failed(RELEASE, pages)} if pages else set()


def waiting_stages(review: Review) -> list[ReviewStage]:
    """The stages that can sign now, in order."""
    signed = review.signatures()
    return [stage for stage in review.stages.all() if stage.turn_at and stage.code not in signed]


def stages_for(user: Any) -> QuerySet[ReviewStage]:
    """The stages of open reviews that this user may sign now."""
    mine = [(code, at[user.pk]) for code, at in seats().items() if user.pk in at]
    allowed = Q(pk__in=[])
    for code, seat in mine:
        handed = Q(person=None) | Q(person=user.pk)
        if seat.in_place_of:
            handed |= Q(person=seat.in_place_of)
        allowed |= Q(handed, code=code)
    parts = Part.objects.filter(review=OuterRef("review"), person_id=user.pk)
    # Whoever signed a stage before a return may sign that one again, and no other.
    elsewhere = VoidedPart.objects.filter(review=OuterRef("review"), person_id=user.pk)
    return ReviewStage.objects.waiting().filter(
        allowed, ~Exists(parts), ~Exists(elsewhere.exclude(part=OuterRef("code")))
    )


def waits_for(user: Any) -> QuerySet[WorkPage]:
    """The works on which this user can act now."""
    return WorkPage.objects.filter(can_act(user))


def can_act(user: Any) -> Q:
    """What this user can act on now, of works or exhibitions: stages to sign, and for curators what is to be edited and
    sent."""
    to_sign = stages_for(user).values("review__page_id")
    condition = Q(pk__in=to_sign)
    if has_role(user, Role.CURATOR):
        unsettled = Release.objects.filter(
            page_id=OuterRef("pk"),
            state__in=[Release.State.LIVE, Release.State.PREPARING, Release.State.WITHDRAWN],
        )
        open_reviews = Review.objects.filter(page=OuterRef("pk"), state=Review.State.OPEN)
        scheduled = Review.objects.scheduled().filter(page=OuterRef("pk"))
        condition |= Q(~Exists(unsettled), ~Exists(open_reviews), ~Exists(scheduled))
        preparing = Release.objects.filter(state=Release.State.PREPARING).only("page_id")
        condition |= Q(pk__in=_stuck(preparing))
        # A correction that was begun, while the work is public; and whatever came back from review.
        live = Release.objects.filter(page_id=OuterRef("pk"), state=Release.State.LIVE)
        condition |= Q(Exists(live), ~Exists(open_reviews), ~Exists(scheduled), has_unpublished_changes=True)
        later = Review.objects.filter(page=OuterRef("page"), cycle__gt=OuterRef("cycle"))
        newer_versions = Draft.objects.filter(submission__in=offered().order_by().values("submission"))
        condition |= Q(pk__in=newer_versions.values("page"))
        withdrawn = Withdrawal.objects.filter(page=OuterRef("page"), at__gte=OuterRef("ended_at"))
        returned = Review.objects.filter(page=OuterRef("pk"), state=Review.State.RETURNED)
        condition |= Q(Exists(returned.filter(~Exists(later), ~Exists(withdrawn))))
    return condition
