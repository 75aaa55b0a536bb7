"""一组作品一起送审、一起发布: gather works, send them to review in one act, sign them in one.

Each work keeps its own review, signatures and digest, through the verbs that hold the rules for all; what is done to
a bundle is done to all of its works in one transaction, or to none, and the work that stands in the way is named.
Works that are singled out leave the bundle and go back alone; the rest goes on. Where all are returned they stay
together.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role
from audit.trail import record
from curation import bundles, telling
from curation.errors import NotPossible
from curation.models import Bundle, BundledWork, Review, ReviewClass, ReviewStage
from curation.opening import begin, check_asked, refuse_if_under_way, usual_class
from curation.returning import recall_review, return_review
from curation.signing import sign
from curation.standing import stages_for
from showcase.models import WorkPage

#: A signer looks at all of them on one screen.
MOST = 60
LONGEST_NAME = 80


@transaction.atomic
def gather(name: str, pages: Collection[WorkPage], *, by: User) -> Bundle:
    """A new bundle of these works. Raises NotPossible without a name, for fewer than two works, or as ``add`` does."""
    _curators_alone(by)
    if len(pages) < 2:
        raise NotPossible(_("A bundle is of two works or more: tick those that belong together."))
    bundle = bundles.make(_tidy(name), by=by)
    add(bundle, pages, by=by)
    return bundle


@transaction.atomic
def add(bundle: Bundle, pages: Collection[WorkPage], *, by: User) -> None:
    """Put works into a bundle that is not under way. Raises NotPossible for what is in review or on its way to the
    public, or stands in another bundle."""
    _may_change(bundle, by)
    for page in pages:
        with _named(page):
            _put_in(bundle, page, by)
    if bundles.members(bundle).count() > MOST:
        raise NotPossible(_("A bundle has at most %(number)d works.") % {"number": MOST})


@transaction.atomic
def remove(bundle: Bundle, page: WorkPage, *, by: User) -> None:
    """Take a work out of a bundle that is not under way."""
    _may_change(bundle, by)
    row = bundles.members(bundle).filter(page=page).first()
    if row is None:
        raise NotPossible(_("This work is not in the bundle any more."))
    bundles.take_out(row, by=by)


@transaction.atomic
def rename(bundle: Bundle, name: str, *, by: User) -> None:
    """Give it another name. It is for the staff alone, so this may be done at any time."""
    _curators_alone(by)
    bundles.rename(bundle, _tidy(name), by=by)


@transaction.atomic
def send(
    bundle: Bundle,
    *,
    by: User,
    review_class: ReviewClass | None = None,
    release_at: dt.datetime | None = None,
    expires_at: dt.datetime | None = None,
) -> list[Review]:
    """Send all works to review, or none. Raises NotPossible as ``opening.open_review`` does, with the work's name."""
    _may_change(bundle, by)
    rows = list(bundles.members(bundle))
    if not rows:
        raise NotPossible(_("The bundle is empty."))
    review_class = review_class or usual_class()
    check_asked(review_class, release_at, expires_at)
    opened = []
    for row in rows:
        with _named(row.page):
            review = begin(
                row.page, by=by, review_class=review_class, release_at=release_at, expires_at=expires_at
            )
        bundles.pin(row, review)
        opened.append(review)
    for review in opened:
        telling.turns(review)
    record(
        "bundle.sent",
        by=by,
        subject=f"bundle:{bundle.pk}",
        label=bundle.name,
        works=[row.page.slug for row in rows],
    )
    return opened


@transaction.atomic
def recall(bundle: Bundle, *, by: User) -> None:
    """Take all works back from review; they stay together."""
    _curators_alone(by)
    rows = [row for row in bundles.members(bundle) if row.review]
    if not rows:
        raise NotPossible(_("The bundle is not in review."))
    bundles.unpin(rows)
    for row in rows:
        assert row.review is not None
        with _named(row.page):
            recall_review(row.review, by=by)


def decide(
    bundle: Bundle,
    part: str,
    *,
    by: User,
    signed: Mapping[int, str],
    returned: Mapping[int, str],
    opinion: str = "",
    ticked: Collection[str] = (),
) -> None:
    """Sign the stage ``part`` of all works in ``signed``, and return those singled out with their opinions, in one
    transaction. ``signed`` gives for each review the digest that was seen.

    Raises NotPossible, with nothing done, where one cannot be signed or returned, where a work of the bundle waits for
    the same person and stage and was not decided on, or where a digest is another. The refusal names the work.
    """
    try:
        with transaction.atomic():
            _decide(bundle, part, by, signed, returned, opinion, ticked)
    except _Refused as refused:
        # What the verb wrote into the trail of this try was rolled back with it.
        record(
            "review.refused",
            by=by,
            subject=f"work:{refused.page.pk}",
            label=refused.page.title,
            part=part,
            why=str(refused.why),
            bundle=bundle.name,
        )
        raise NotPossible(str(refused)) from None


def waiting_stages(bundle: Bundle, by: User) -> QuerySet[ReviewStage]:
    """The stages of its works that this person may sign now."""
    found = stages_for(by).filter(review__bundled__bundle=bundle, review__bundled__outcome="")
    return found.select_related("review__page", "review__review_class").order_by("review__bundled")


def _decide(
    bundle: Bundle,
    part: str,
    by: User,
    signed: Mapping[int, str],
    returned: Mapping[int, str],
    opinion: str,
    ticked: Collection[str],
) -> None:
    wanted = {*signed, *returned}
    # Locked in one order, before anything else, so that two who sign at once wait for each other.
    found = Review.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    reviews = {review.pk: review for review in found.select_related("page")}
    rows = {row.review_id: row for row in bundles.members(bundle) if row.review_id}
    if wanted - rows.keys() or wanted - reviews.keys() or (signed and _left_out(rows, part, by, wanted)):
        raise NotPossible(_("The bundle has changed meanwhile; please look again."))
    if returned.keys() == rows.keys():
        bundles.unpin(rows.values())  # nothing goes on: they stay together
    for pk in sorted(returned):
        with _named(reviews[pk].page):
            return_review(reviews[pk], by=by, reason=returned[pk])
    for pk in sorted(signed):
        with _named(reviews[pk].page):
            if reviews[pk].digest != signed[pk]:
                raise NotPossible(_("The page is no longer what was sent to review."))
            sign(reviews[pk], part, by=by, opinion=opinion, ticked=ticked)


def _left_out(rows: Mapping[int, BundledWork], part: str, by: User, wanted: Collection[int]) -> bool:
    """Whether a work that this person could sign now was not before them."""
    mine = stages_for(by).filter(review__in=rows, code=part).values_list("review", flat=True)
    return not set(mine) <= set(wanted)


class _Refused(NotPossible):
    """A verb's refusal, with the name of the work."""

    def __init__(self, page: WorkPage, why: object) -> None:
        super().__init__(f"《{page.title}》：{why}")
        self.page, self.why = page, why


@contextmanager
def _named(page: WorkPage) -> Iterator[None]:
    """A refusal within names the work."""
    try:
        yield
    except NotPossible as why:
        raise _Refused(page, why) from None


def _put_in(bundle: Bundle, page: WorkPage, by: User) -> None:
    WorkPage.objects.select_for_update().get(pk=page.pk)
    if standing := bundles.of_page(page.pk):
        raise NotPossible(_("It stands in the bundle “%(name)s” already.") % {"name": standing.bundle})
    refuse_if_under_way(page)
    bundles.put_in(bundle, page, by=by)


def _curators_alone(by: User) -> None:
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team makes and sends bundles."))


def _may_change(bundle: Bundle, by: User) -> None:
    _curators_alone(by)
    Bundle.objects.select_for_update().get(pk=bundle.pk)
    if bundles.members(bundle).filter(review__isnull=False).exists():
        raise NotPossible(_("The bundle is under way: nothing is added or taken out now."))


def _tidy(name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())
    if not name:
        raise NotPossible(_("Please give the bundle a name."))
    if len(name) > LONGEST_NAME:
        raise NotPossible(_("At most %(number)d characters, please.") % {"number": LONGEST_NAME})
    return name
