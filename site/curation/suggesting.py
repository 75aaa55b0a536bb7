"""Suggested edits: a signer attaches them, a curator takes them over in one step.

The signer who suggested is no writer; whoever takes over is. After a small difference those who signed confirm it,
after any other everything is signed anew.
"""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from accounts.roles import REVIEWERS, Role, has_role
from audit.trail import record
from curation import bundles, telling
from curation.differences import is_small, words_of
from curation.digest import digest_of
from curation.errors import NotPossible
from curation.models import WRITER, Review, ReviewStage, Suggestion
from curation.opening import begin, give_turns, usual_class
from curation.returning import end_review
from curation.signing import revision_of
from curation.subjects import shown_media, words_named
from showcase.transcript import paragraphs, times_of, timing_of


@transaction.atomic
def suggest(review: Review, *, by: User, words: Mapping[str, str], note: str = "") -> Suggestion:
    """Attach edits to an open review: ``words`` gives fields (title, summary, text, caption:0 …) their new words.

    Raises NotPossible for others than reviewers who did not write the work, where nothing is changed, a title would be
    empty or too long, or the review is no longer open.
    """
    review = Review.objects.select_for_update().select_related("page").get(pk=review.pk)
    if review.state != Review.State.OPEN:
        raise NotPossible(_("This review is no longer open."))
    if not has_role(by, *REVIEWERS) or review.parts.filter(person=by, part=WRITER).exists():
        raise NotPossible(_("Only a reviewer who did not write the work suggests edits."))
    _refuse_in_corrections(review)
    before = words_of(revision_of(review))
    changes = []
    for field, old in before.items():
        new = words.get(field, old).replace("\r\n", "\n").strip()
        if new != old.replace("\r\n", "\n").strip():
            changes.append({"field": field, "old": old, "new": new})
    if not changes:
        raise NotPossible(_("Nothing was changed: write your words over those that stand."))
    _check_lengths({each["field"]: each["new"] for each in changes})
    suggestion = Suggestion.objects.create(review=review, by=by, changes=changes, note=note.strip())
    record(
        "review.suggested",
        by=by,
        subject=f"work:{review.page_id}",
        label=review.page.title,
        changes=changes,
        note=note.strip(),
    )
    return suggestion


@transaction.atomic
def take_over(suggestion: Suggestion, *, by: User) -> Review:
    """Write the suggested words into a new revision and send it to review in one step; returns the new cycle.

    Raises NotPossible for others than curators, for whoever made the suggestion, where the review is no longer open,
    or is no longer what it pinned.
    """
    review = Review.objects.select_for_update().get(pk=suggestion.review_id)
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team takes suggested edits over."))
    if by.pk == suggestion.by_id:
        raise NotPossible(_("You suggested these edits; somebody else takes them over."))
    _refuse_in_corrections(review)
    page = Page.objects.select_for_update().get(pk=review.page_id)
    signed, draft = revision_of(review), page.get_latest_revision_as_object()
    if review.state != Review.State.OPEN:
        raise NotPossible(_("This review is no longer open."))
    times = review.release_at, review.expires_at
    if digest_of(signed, *times) != review.digest or digest_of(draft, *times) != review.digest:
        raise NotPossible(_("The page is no longer what was sent to review."))
    write_words(draft, {each["field"]: each["new"] for each in suggestion.changes})
    end_review(
        review, by=by, reason=_("Edits suggested by %(who)s were taken over.") % {"who": suggestion.by}
    )
    draft.save_revision(user=by)
    following = begin(
        page,
        by=by,
        review_class=review.review_class or usual_class(),
        release_at=review.release_at,
        expires_at=review.expires_at,
    )
    bundles.follow(review, following)
    if is_small(signed, revision_of(following)):
        _confirm_only(following, review)
    telling.turns(following)
    Suggestion.objects.filter(pk=suggestion.pk).update(taken_by=by, taken_at=timezone.now())
    record(
        "review.taken_over",
        by=by,
        subject=f"work:{page.pk}",
        label=draft.title,
        suggested_by=str(suggestion.by),
        small=following.base_revision_id is not None,
    )
    return following


def _refuse_in_corrections(review: Review) -> None:
    """Two people sign a correction because little differs from what is public; what is suggested may be much."""
    if review.review_class and review.review_class.corrections:
        raise NotPossible(_("A correction takes no suggested edits: return it, and it is corrected anew."))


def _confirm_only(following: Review, review: Review) -> None:
    """The stages as they were, in which those who signed confirm the difference; what was unsigned is signed whole."""
    signed = review.signatures()
    barred = set(following.parts.values_list("person_id", flat=True))
    following.stages.all().delete()
    rows = []
    for stage in review.stages.all():
        part = signed.get(stage.code)
        confirms = part is not None and part.person_id not in barred
        rows.append(
            ReviewStage(
                review=following,
                stage=stage.stage,
                code=stage.code,
                name=stage.name,
                name_en=stage.name_en,
                place=stage.place,
                checklist=[]
                if confirms
                else stage.stage.lines
                if part or stage.confirms
                else stage.checklist,
                due_days=stage.due_days,
                person_id=part.person_id if part and confirms else None if part else stage.person_id,
                confirms=confirms,
            )
        )
    ReviewStage.objects.bulk_create(rows)
    following.base_revision_id = review.revision_id
    following.save(update_fields=["base_revision_id"])
    give_turns(following)


def write_words(draft: Page, words: Mapping[str, str]) -> None:
    """The new words, in a revision that is not saved yet; times of a script stay with its paragraphs."""
    if "text" in words and draft.timing:
        times = times_of(draft.text, draft.timing)
        said = paragraphs(words["text"])
        if len(said) == len(times):
            draft.timing = timing_of(said, times)
    for name in words_named(draft):
        if name in words:
            setattr(draft, name, words[name])
    for number, medium in enumerate(shown_media(draft)):  # the draft's own rows, written with it
        medium.caption = words.get(f"caption:{number}", medium.caption)
        medium.alt = words.get(f"alt:{number}", medium.alt)


def _check_lengths(words: Mapping[str, str]) -> None:
    if "title" in words and not words["title"]:
        raise NotPossible(_("A work needs a title."))
    limits = {"title": 255, "summary": 300, "caption": 300, "alt": 300}
    limits |= {"preface": 1000, "afterword": 600, "credits": 600}
    for field, new in words.items():
        limit = limits.get(field.partition(":")[0])
        if limit and len(new) > limit:
            raise NotPossible(_("At most %(number)d characters, please.") % {"number": limit})
