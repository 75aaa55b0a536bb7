"""授权到期: a licence may have a last day. Reminders come before it; after it the work is taken down.

``curation.takedown`` looks for what is over, as it does for consent taken back.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role
from audit import trail
from submissions import consent
from submissions.errors import NotPossible
from submissions.models import Licence, Submission

#: So many days ahead the curators are reminded.
AHEAD = (30, 7)


def may_limit(user: User, submission: Submission) -> bool:
    """Its authors, of what was sent; and the new-media team, which has the paper."""
    return consent.may_withdraw(user, submission) or (
        submission.receipt is not None and has_role(user, Role.CURATOR)
    )


@transaction.atomic
def limit(submission: Submission, until: dt.date | None, *, by: User, note: str = "") -> Licence:
    """Write down the last day, or that there is none. Raises PermissionDenied for strangers; NotPossible for a day
    that is over (whoever wants that takes the consent back), where a curator makes it longer without saying on what
    ground, and where an author makes longer what another author has limited."""
    if not may_limit(by, submission):
        raise PermissionDenied(_("Only an author or the new-media team says until when a work is licensed."))
    if until and until < timezone.localdate():
        raise NotPossible(_("This day is over. To end it now, take the consent back."))
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    before, note = until_of(submission), note.strip()[:300]
    longer = before is not None and (until is None or until > before)
    author = consent.may_withdraw(by, submission)
    if longer and author:
        _refuse_over_others(submission, until, by)
    if longer and not note and not author:
        raise NotPossible(_("Please say on what ground the licence is longer: who agreed, and when."))
    row = Licence.objects.create(submission=submission, until=until, note=note, by=by)
    trail.record(
        "licence.limited",
        by=by,
        subject=f"submission:{submission.pk}",
        label=submission.title,
        until=until.isoformat() if until else "",
        before=before.isoformat() if before else "",
        note=note,
    )
    return row


def _refuse_over_others(submission: Submission, until: dt.date | None, by: User) -> None:
    """No author lets a work be shown longer than another author does."""
    said = Licence.objects.filter(submission=submission).exclude(by=by).select_related("by").order_by("pk")
    for row in {each.by_id: each for each in said}.values():
        beyond = row.until and (until is None or until > row.until)
        if beyond and consent.may_withdraw(row.by, submission):
            raise NotPossible(
                _(
                    "%(who)s has set a day: only they make it longer, or the new-media team with their agreement."
                )
                % {"who": row.by}
            )


def until_of(submission: Submission) -> dt.date | None:
    """The last day of the licence; none where it has no end."""
    last = last_of(submission)
    return last.until if last else None


def last_of(submission: Submission) -> Licence | None:
    """What was said last of its licence."""
    return Licence.objects.filter(submission=submission).order_by("-pk").first()


def ending_by(day: dt.date) -> QuerySet[Licence]:
    """The licences that hold and whose last day is that one or earlier."""
    later = Licence.objects.filter(submission=OuterRef("submission"), pk__gt=OuterRef("pk"))
    return (
        Licence.objects.filter(~Exists(later), until__lte=day)
        .select_related("submission")
        .order_by("until", "pk")
    )


def over() -> QuerySet[Licence]:
    """Those whose last day was yesterday or earlier."""
    return ending_by(timezone.localdate() - dt.timedelta(days=1))


def refuse_if_over(submission: Submission) -> None:
    """Raises NotPossible where the licence of a work is over."""
    row = over().filter(submission=submission).first()
    if row and row.until:
        raise NotPossible(
            _("The licence of this work ended on %(day)s; it cannot go on.") % {"day": date_format(row.until)}
        )
