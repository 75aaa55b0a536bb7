"""The three reviews and the confidentiality review: open, sign, return. The only writer of Review and Part.

The rule (国办发〔2018〕123号 先审后发; one person never takes two parts) is held by the database: a person has one
part in a review, authors and editors have theirs from the start, and this holds for the superuser too.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import REVIEWERS, Role, has_role
from audit.trail import record
from curation import releasing
from curation.digest import digest_of
from curation.errors import NotPossible
from curation.models import SIGNED, Part, Review
from curation.people import writers
from media_library.models import State as AssetState
from showcase.models import Release, WorkPage
from showcase.snapshot import media_of

ORDER = ("first", "second", "final")


@transaction.atomic
def open_review(page: WorkPage, *, by: User) -> Review:
    """Send the page's latest revision to review, and lock the page.

    Raises NotPossible where ``by`` is no curator, a review is open already, nothing is shown, a file is not ready,
    or the very same content is public now.
    """
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team sends pages to review."))
    standing = WorkPage.objects.select_for_update().get(pk=page.pk)
    if Review.objects.filter(page=page, state=Review.State.OPEN).exists():
        raise NotPossible(_("This work is in review already."))
    if Release.objects.filter(page_id=page.pk, state=Release.State.PREPARING).exists():
        raise NotPossible(_("All have signed; the files are being released."))
    revision = standing.get_latest_revision()  # what was saved meanwhile is reviewed, too
    if revision is None:
        raise NotPossible(_("There is nothing to review yet: save the page first."))
    draft = revision.as_object()
    media = media_of(draft)
    for each in media:
        if each.asset.state != AssetState.READY:
            raise NotPossible(_("“%(name)s” is not ready yet.") % {"name": each.asset.name})
    if not media and not draft.text.strip():
        raise NotPossible(_("The work has neither files nor text."))
    digest = digest_of(draft)
    live = Release.objects.filter(page_id=page.pk, state=Release.State.LIVE).first()
    if live and _digest_of_release(live) == digest:
        raise NotPossible(_("Exactly this is public already."))

    last = Review.objects.filter(page=page).order_by("-cycle").first()
    review = Review.objects.create(
        page=page,
        cycle=last.cycle + 1 if last else 1,
        digest=digest,
        revision_id=revision.pk,
        opened_by=by,
    )
    review.assets.set({each.asset_id for each in media})
    barred = writers(page) | {by.pk}
    Part.objects.bulk_create(
        Part(review=review, person_id=pk, part=Part.Name.WRITER) for pk in sorted(barred)
    )
    _lock(page, locked=True)
    record(
        "review.opened",
        by=by,
        subject=f"work:{page.pk}",
        label=draft.title,
        cycle=review.cycle,
        digest=digest,
    )
    return review


def sign(review: Review, part: str, *, by: User, opinion: str = "") -> Review:
    """Sign one part (``first``, ``second``, ``final``, ``secrecy``); the last signature starts the release.

    The first, second and final review come in this order; the confidentiality review is given beside them. Raises
    NotPossible for a person without the role, with a part already, out of order, or where the page is no longer
    what the review pinned; such a try leaves a row in the audit trail.
    """
    review = Review.objects.select_related("page").get(pk=review.pk)
    subject = {"subject": f"work:{review.page_id}", "label": review.page.title}
    if refusal := why_not(review, part, by):
        record("review.refused", by=by, part=part, why=refusal, **subject)
        raise NotPossible(refusal)
    with transaction.atomic():
        review = Review.objects.select_for_update().get(pk=review.pk)
        if review.state != Review.State.OPEN:
            raise NotPossible(_("This review is no longer open."))
        try:
            with transaction.atomic():
                Part.objects.create(review=review, person=by, part=part, opinion=opinion.strip())
        except IntegrityError:
            # The database holds the rule against whoever was quicker.
            raise NotPossible(_("This stage is signed already, or you have a part in this review.")) from None
        record("review.signed", by=by, part=part, digest=review.digest, opinion=opinion.strip(), **subject)
        if set(review.parts.filter(part__in=SIGNED).values_list("part", flat=True)) == set(SIGNED):
            review.state, review.ended_at = Review.State.PASSED, timezone.now()
            review.save(update_fields=["state", "ended_at"])
            record("review.passed", by=by, **subject)
            releasing.prepare_reviewed(review)
    return review


def why_not(review: Review, part: str, user: User) -> str:
    """A sentence that says why the user may not sign this part now; empty where they may."""
    if part not in SIGNED or not user.is_active or not _holds(user, part):
        return _("You are not assigned to this stage.")
    if review.state != Review.State.OPEN:
        return _("This review is no longer open.")
    parts = {each.part: each for each in review.parts.all() if each.part in SIGNED}
    mine = next((each for each in review.parts.all() if each.person_id == user.pk), None)
    if mine and mine.part == Part.Name.WRITER:
        return _("You wrote or edited this work; somebody else must sign.")
    if mine:
        return _("You signed this work already; the stages need different people.")
    if part in parts:
        return _("This stage is signed already.")
    if part in ORDER and any(before not in parts for before in ORDER[: ORDER.index(part)]):
        return _("An earlier stage has not signed yet.")
    if digest_of(revision_of(review)) != review.digest:
        return _("The page is no longer what was sent to review.")
    return ""


@transaction.atomic
def return_review(review: Review, *, by: User, reason: str) -> Review:
    """Return the page to the curators: the cycle's signatures are void, the page can be edited again.

    Raises NotPossible without a reason, for people without a reviewer's role, for the work's writers, or where the
    review is no longer open.
    """
    if not reason.strip():
        raise NotPossible(_("Please say why, so that it can be mended."))
    if not has_role(by, *REVIEWERS) or review.parts.filter(person=by, part=Part.Name.WRITER).exists():
        raise NotPossible(_("Only a reviewer who did not write the work can return it."))
    _end(review, by=by, reason=reason)
    return review


@transaction.atomic
def recall_review(review: Review, *, by: User) -> Review:
    """Take the page back from review to correct it. Raises NotPossible for others than curators."""
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team takes a work back from review."))
    _end(review, by=by, reason=_("Taken back by the new-media team."))
    return review


def close_open_review(page: WorkPage, *, by: User, reason: str) -> None:
    """End an open review of the page, if there is one, because the work is withdrawn."""
    review = Review.objects.filter(page=page, state=Review.State.OPEN).first()
    if review:
        _end(review, by=by, reason=reason)


def revision_of(review: Review) -> WorkPage:
    """The page as the review pinned it, not saved."""
    return review.page.revisions.get(pk=review.revision_id).as_object()


def _holds(user: User, part: str) -> bool:
    # A superuser signs nothing by being one: only the group counts.
    return has_role(user, Role(part))


def _end(review: Review, *, by: User, reason: str) -> None:
    changed = Review.objects.filter(pk=review.pk, state=Review.State.OPEN).update(
        state=Review.State.RETURNED, ended_at=timezone.now(), returned_by=by, reason=reason.strip()
    )
    if not changed:
        raise NotPossible(_("This review is no longer open."))
    review.refresh_from_db()
    _lock(review.page, locked=False)
    record(
        "review.returned",
        by=by,
        subject=f"work:{review.page_id}",
        label=review.page.title,
        reason=reason.strip(),
    )


def _lock(page: WorkPage, *, locked: bool) -> None:
    """Wagtail's own lock, held by nobody, so that no editor saves and autosave cannot touch the page."""
    WorkPage.objects.filter(pk=page.pk).update(
        locked=locked, locked_at=timezone.now() if locked else None, locked_by=None
    )
    page.locked = locked


def _digest_of_release(release: Release) -> str:
    kind, _colon, key = release.source.partition(":")
    if kind == "review":
        return Review.objects.get(pk=key).digest
    page = WorkPage.objects.get(pk=release.page_id)
    return digest_of(page.revisions.get(pk=release.revision_id).as_object())
