"""Who wrote a page, and who may therefore not sign it."""

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Page

from accounts.models import User
from audit.models import Entry
from curation.models import AlbumDraft, Draft, Review, ReviewClass
from curation.staffing import Seats, candidates, seats, unseated
from curation.subjects import names_in, shown_media
from media_library.models import Asset
from submissions import rules
from submissions.models import Submission


def writers(page: Page) -> set[int]:
    """Primary keys of the page's owner, of everyone who saved a revision, and of its contributor, authors, senders
    and uploaders, as far as they have accounts; of an album's work also of those who described and captioned it.

    An author whom nobody linked to an account counts as the accounts of the same name, as in ``submissions.rules``:
    barring a namesake costs a colleague's click, letting somebody sign a work of their own costs trust.
    """
    latest = page.get_latest_revision_as_object()
    found = {page.owner_id, *page.revisions.values_list("user_id", flat=True)}
    names = names_in(latest)
    assets = [each.asset for each in shown_media(latest)]
    draft = Draft.objects.filter(page_id=page.pk).select_related("submission").first()
    if draft:
        found |= offerers(draft.submission)
        authors = rules.named(draft.submission)
        names |= {author["name"] for author in authors}
        names -= {author["name"] for author in authors if author.get("user")}
    else:
        found |= _arrangers(page, assets)
    found |= set(User.objects.filter(name__in=names).values_list("pk", flat=True))
    found |= {asset.owner_id for asset in assets}
    return {pk for pk in found if pk is not None}


def _arrangers(page: Page, assets: Iterable[Asset]) -> set[int | None]:
    """Of a page that was made of an album: who said what the event was, and who wrote the captions."""
    made = AlbumDraft.objects.filter(page_id=page.pk).first()
    if made is None:
        return set()
    said = Q(subject=f"album:{made.album_id}")
    said |= Q(action="asset.caption", subject__in=[f"asset:{asset.pk}" for asset in assets])
    return set(Entry.objects.filter(said).values_list("actor_id", flat=True))


def offerers(submission: Submission) -> set[int]:
    """Primary keys of the accounts behind a submission: contributors, co-authors, senders, uploaders."""
    return {
        submission.contributor_id,
        *submission.former_contributors,
        *(author["user"] for author in rules.named(submission) if author.get("user")),
        *submission.versions.values_list("sent_by_id", flat=True),
        *submission.files.values_list("asset__owner_id", flat=True),
    }


def gaps(page: Page, review: Review | None = None, known: Seats | None = None) -> list[str]:
    """The stages, by name, for which nobody is eligible: of the open review what is unsigned, else of the usual class.

    Said as soon as the page is drafted. Lists give ``known``, and ``review`` with its parts and stages.
    """
    if review is None:
        review_class = ReviewClass.objects.filter(corrections=False).first()
        return class_gaps(page, [review_class])[review_class.pk] if review_class else []
    known, barred = known or seats(), {part.person_id for part in review.parts.all()}
    signed = review.signatures()
    stages = {stage.code: stage for stage in review.stages.all() if stage.code not in signed}
    empty = unseated(
        {
            code: [seat.person.pk for seat in candidates(stage, known) if seat.person.pk not in barred]
            for code, stage in stages.items()
        }
    )
    return [str(stages[code]) for code in empty]


def class_gaps(page: Page, classes: Iterable[ReviewClass]) -> dict[int, list[str]]:
    """For each class, by key, the names of its stages that nobody could sign for this page."""
    known, barred = seats(), writers(page)
    found = {}
    for each in classes:
        stages = {step.stage.code: step.stage for step in each.steps.select_related("stage")}
        empty = unseated({code: [pk for pk in known[code] if pk not in barred] for code in stages})
        found[each.pk] = [str(stages[code]) for code in empty]
    return found
