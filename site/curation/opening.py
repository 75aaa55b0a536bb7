"""Sending a page to review: what is signed is pinned, its stages are frozen, its writers are barred."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from accounts.roles import Role, has_role
from audit.trail import record
from curation import bundles, telling
from curation.consenting import refuse_if_promised, refuse_if_taken_back
from curation.digest import digest_of
from curation.errors import NotPossible
from curation.models import Part, Review, ReviewClass, ReviewStage
from curation.people import writers
from curation.subjects import refuse_unfinished, shown_media
from showcase.models import Release


@transaction.atomic
def open_review(
    page: Page,
    *,
    by: User,
    review_class: ReviewClass | None = None,
    release_at: dt.datetime | None = None,
    expires_at: dt.datetime | None = None,
) -> Review:
    """Send the page's latest revision to review in a class (else the first), and lock the page.

    Raises NotPossible where ``by`` is no curator, a review is open already, nothing is shown, a file is not ready,
    a picture has no alternative text or a recording no words to read, the class has no stages, the times are in the wrong order or over, or the very same content is public now.
    """
    if bundled := bundles.of_page(page.pk):
        raise NotPossible(
            _("It belongs to the bundle “%(name)s”: send that, or take the work out of it first.")
            % {"name": bundled.bundle}
        )
    review_class = review_class or usual_class()
    check_asked(review_class, release_at, expires_at)
    review = begin(page, by=by, review_class=review_class, release_at=release_at, expires_at=expires_at)
    telling.turns(review)
    return review


def check_asked(
    review_class: ReviewClass, release_at: dt.datetime | None, expires_at: dt.datetime | None
) -> None:
    """Raises NotPossible for a class that is for corrections, and for times in the wrong order or over."""
    if review_class.corrections:
        raise NotPossible(_("This class is for small corrections of public works alone."))
    now = timezone.now()
    if (release_at and release_at <= now) or (expires_at and expires_at <= max(now, release_at or now)):
        raise NotPossible(_("The times must lie ahead, and the end after the beginning."))


def begin(
    page: Page,
    *,
    by: User,
    review_class: ReviewClass,
    release_at: dt.datetime | None = None,
    expires_at: dt.datetime | None = None,
) -> Review:
    """Open a review of any class, within the caller's transaction. Raises NotPossible as ``open_review`` does."""
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team sends pages to review."))
    refuse_if_taken_back(page)
    refuse_if_promised(page)
    standing = Page.objects.select_for_update().get(pk=page.pk)
    refuse_if_under_way(page)
    revision = standing.get_latest_revision()  # what was saved meanwhile is reviewed, too
    if revision is None:
        raise NotPossible(_("There is nothing to review yet: save the page first."))
    draft = revision.as_object()
    refuse_unfinished(draft)
    digest = digest_of(draft, release_at, expires_at)
    live = Release.objects.filter(page_id=page.pk, state=Release.State.LIVE).first()
    if live and _digest_of_release(live) == digest:
        raise NotPossible(_("Exactly this is public already."))

    last = Review.objects.filter(page=page).order_by("-cycle").first()
    review = Review.objects.create(
        page=page,
        cycle=last.cycle + 1 if last else 1,
        review_class=review_class,
        digest=digest,
        revision_id=revision.pk,
        release_at=release_at,
        expires_at=expires_at,
        opened_by=by,
    )
    freeze(review, review_class)
    review.assets.set({each.asset_id for each in shown_media(draft)})
    barred = writers(page) | {by.pk}
    Part.objects.bulk_create(Part(review=review, person_id=pk, part="writer") for pk in sorted(barred))
    lock(page, locked=True)
    record(
        "review.opened",
        by=by,
        subject=f"work:{page.pk}",
        label=draft.title,
        cycle=review.cycle,
        digest=digest,
        review_class=review_class.code,
    )
    return review


def refuse_if_under_way(page: Page) -> None:
    """Raises NotPossible while the page is in review, or signed and on its way to the public."""
    if Review.objects.filter(page=page, state=Review.State.OPEN).exists():
        raise NotPossible(_("This work is in review already."))
    if waiting := Review.objects.scheduled().filter(page=page).first():
        if waiting.release_at is None:
            raise NotPossible(_("All have signed; it will be public together with the others of its bundle."))
        raise NotPossible(_("All have signed; it will be public at the time that was set."))
    if Release.objects.filter(page_id=page.pk, state=Release.State.PREPARING).exists():
        raise NotPossible(_("All have signed; the files are being released."))


def usual_class() -> ReviewClass:
    """The class that is taken where nobody chose one. Raises NotPossible where none is left."""
    usual = ReviewClass.objects.filter(corrections=False).first()
    if usual is None:
        raise NotPossible(_("There is no review class: ask the administrator to set one up."))
    return usual


def freeze(review: Review, review_class: ReviewClass) -> None:
    """Write the class's stages down for this review. Raises NotPossible where nobody would have to sign."""
    steps = list(review_class.steps.select_related("stage"))
    if not steps:
        raise NotPossible(_("The review class “%(name)s” has no stages.") % {"name": review_class})
    ReviewStage.objects.bulk_create(
        ReviewStage(
            review=review,
            stage=step.stage,
            code=step.stage.code,
            name=step.stage.name,
            name_en=step.stage.name_en,
            place=step.place,
            checklist=step.stage.lines,
            due_days=step.stage.due_days,
        )
        for step in steps
    )
    give_turns(review)


def give_turns(review: Review) -> None:
    """Note since when each stage can be signed: those beside the others at once, the others in their order."""
    signed = set(review.parts.values_list("part", flat=True))
    unsigned = [stage for stage in review.stages.all() if stage.code not in signed]
    first = min((stage.place for stage in unsigned if stage.place), default=0)
    turn = [stage.pk for stage in unsigned if stage.place in {0, first} and stage.turn_at is None]
    review.stages.filter(pk__in=turn).update(turn_at=timezone.now())


def lock(page: Page, *, locked: bool) -> None:
    """Wagtail's own lock, held by nobody, so that no editor saves and autosave cannot touch the page."""
    Page.objects.filter(pk=page.pk).update(
        locked=locked, locked_at=timezone.now() if locked else None, locked_by=None
    )
    page.locked = locked


def _digest_of_release(release: Release) -> str:
    kind, _colon, key = release.source.partition(":")
    if kind == "review":
        return Review.objects.get(pk=key).digest
    page = Page.objects.get(pk=release.page_id)
    return digest_of(page.revisions.get(pk=release.revision_id).as_object())
