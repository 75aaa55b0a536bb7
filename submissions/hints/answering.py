"""A person's answer to a hint; and the refusal to accept a work while one is open."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Role, has_role
from audit import trail
from submissions import rules
from submissions.errors import NotPossible
from submissions.hints.finding import hints, unresolved
from submissions.models import HintAnswer, NewerVersion, State, Submission, SubmissionVersion


def answer(
    submission: Submission, version: SubmissionVersion, given: Mapping[str, tuple[str, str]], *, by: User
) -> int:
    """Keep the answers, ``{key of a hint: (verdict, note)}``, and return how many are new.

    What is known already, and keys that the version has no hint for, are left aside. Raises NotPossible for whoever
    may not decide on the work, and where “no problem” has no reason; then nothing is kept.
    """
    if not _may_answer(by, submission, version):
        raise NotPossible(_("You may not decide on this work."))
    changed = []
    for hint in hints(version, submission.kind):
        verdict, note = given.get(hint.key, ("", ""))
        note = note.strip()
        if verdict not in HintAnswer.Verdict.values:
            continue
        if hint.answer and (hint.answer.verdict, hint.answer.note) == (verdict, note):
            continue
        if verdict == HintAnswer.Verdict.HARMLESS and not note:
            raise NotPossible(
                _("Please say why “%(hit)s” is no problem.") % {"hit": hint.hit or hint.kind.label}
            )
        changed.append((hint, verdict, note))
    with transaction.atomic():
        for hint, verdict, note in changed:
            HintAnswer.objects.create(
                submission=submission,
                version=version,
                key=hint.key,
                kind=hint.kind,
                verdict=verdict,
                note=note,
                by=by,
            )
        # The trail is read by others than the desk: it says what was answered, and never repeats the number.
        trail.record_many(
            "submission.hint",
            by=by,
            of=[
                (
                    f"submission:{submission.pk}",
                    submission.title,
                    {
                        "hint": str(hint.kind),
                        "place": hint.place,
                        "verdict": verdict,
                        "version": version.number,
                    },
                )
                for hint, verdict, _note in changed
            ],
        )
    return len(changed)


def _may_answer(user: User, submission: Submission, version: SubmissionVersion) -> bool:
    """Whoever may decide on the work; of an accepted one, on a newer version that waits to be taken over."""
    if submission.state == State.ACCEPTED:
        offered = NewerVersion.objects.filter(submission=submission, version=version, outcome="")
        own = rules.is_maker(user, submission) or rules.is_author(user, submission)
        return has_role(user, Role.CURATOR) and not own and offered.exists()
    return submission.state == State.ENDORSED and rules.may_decide(user, submission)


def refuse_if_unresolved(submission: Submission, version: SubmissionVersion) -> None:
    """Raises NotPossible while a hint of the version waits for a person's answer."""
    if number := len(unresolved(version, submission.kind)):
        raise NotPossible(
            ngettext(
                "%(number)s privacy hint has no answer yet. Answer it, then accept the work.",
                "%(number)s privacy hints have no answer yet. Answer them, then accept the work.",
                number,
            )
            % {"number": number}
        )
