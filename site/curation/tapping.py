"""When each paragraph of a script is said: tapped by an editor while the recording plays, kept in the page's draft."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.trail import record
from curation.errors import NotPossible
from curation.models import Review
from showcase import clock, reading
from showcase.models import Release, WorkPage
from showcase.snapshot import content_of, media_of
from showcase.transcript import paragraphs, times_of, timing_of

Row = tuple[str, float | None]
"""A paragraph by ``transcript.key_of``, and the second in which it begins."""


def may_edit(page: WorkPage, user: User) -> bool:
    """Whether the user is one who writes this page, in review or not: Wagtail's answer, as for its editor."""
    return bool(page.permissions_for_user(user).can_edit())


def is_locked(page: WorkPage, user: User) -> bool:
    """Whether nobody may write it now, since it is in review or being released."""
    return bool(page.permissions_for_user(user).page_locked())


@transaction.atomic
def keep_times(page: WorkPage, rows: Sequence[Row], *, by: User, revision: int | None = None) -> int:
    """Keep these times for the paragraphs that the draft has by now; returns the key of the draft's revision.

    ``revision`` is what an earlier call returned: whoever taps along saves often, and one sitting is one revision.
    Raises NotPossible for people who may not edit the page, while it is locked, and where times do not rise or lie
    behind the recording's end.
    """
    standing, draft = _draft(page, by)
    times = times_of(draft.text, rows)
    _check(times, next((each.asset.duration for each in media_of(draft) if each.asset.duration), None))
    timing = [list(row) for row in timing_of(paragraphs(draft.text), times)]
    latest = standing.get_latest_revision()
    if timing == draft.timing and latest:
        return int(latest.pk)
    draft.timing = timing
    again = latest if latest and latest.pk == revision and latest.user_id == by.pk else None
    if again and _is_pinned(again.pk):
        again = None
    made = draft.save_revision(user=by, overwrite_revision=again)
    if again is None:
        timed = sum(at is not None for at in times)
        record("work.timed", by=by, subject=f"work:{page.pk}", label=draft.title, timed=timed)
    return int(made.pk)


@transaction.atomic
def take_script(page: WorkPage, *, by: User) -> None:
    """Make the words of the documents beside the recording the page's text, where it has none of its own.

    Raises NotPossible as `keep_times` does, and where there is a text already, or no document with words.
    """
    _standing, draft = _draft(page, by)
    written = [
        reading.text_of(reading.without_title(each["html"], draft.title))
        for each in content_of(draft)["media"]
        if each["html"]
    ]
    text = "\n\n".join(filter(None, written))
    if draft.text.strip() or not text:
        raise NotPossible(_("There is a text already, or no document to take one from."))
    draft.text = text
    draft.save_revision(user=by)
    record("work.script_taken", by=by, subject=f"work:{page.pk}", label=draft.title)


def _draft(page: WorkPage, by: User) -> tuple[WorkPage, WorkPage]:
    """The page, held until the transaction ends so that no review opens meanwhile, and its draft."""
    standing = WorkPage.objects.select_for_update().get(pk=page.pk)
    if not may_edit(standing, by):
        raise NotPossible(_("Only who edits the page sets the times of its script."))
    if is_locked(standing, by):
        raise NotPossible(_("The work is in review: its times cannot be changed now."))
    return standing, standing.get_latest_revision_as_object()


def _check(times: Sequence[float | None], end: float | None) -> None:
    before = -1.0
    for number, at in enumerate(times, start=1):
        if at is None:
            continue
        if end is None:
            raise NotPossible(_("There is no recording yet to which these times could belong."))
        if not 0 <= at < end:
            raise NotPossible(
                _("Paragraph %(number)s: the recording is over at %(end)s.")
                % {"number": number, "end": clock.write(end)}
            )
        if at <= before:
            raise NotPossible(
                _("Paragraph %(number)s: %(time)s is not after the paragraph before it.")
                % {"number": number, "time": clock.write(at)}
            )
        before = at


def _is_pinned(revision: int) -> bool:
    """Whether a review or a release refers to the revision, which therefore stays as it is."""
    return (
        Review.objects.filter(revision_id=revision).exists()
        or Release.objects.filter(revision_id=revision).exists()
    )
