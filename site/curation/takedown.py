"""Taking a public work down: one person asks, another approves; what touches secrets goes first and is approved after."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, NoReturn

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from audit.trail import record
from curation.errors import NotPossible
from curation.models import Correction, Draft, Takedown, Withdrawal
from curation.withdrawing import clear_files, end_release, may_withdraw
from jobs.rounds import every
from showcase.models import Release
from submissions import consent, licence
from submissions.models import ConsentWithdrawal, Licence
from submissions.signals import consent_withdrawn

#: What of a work stands in the public, or is about to.
_OUT = (Release.State.LIVE, Release.State.PREPARING)


@dataclass(frozen=True)
class Finding:
    """What the register asks of whoever wants a work taken down."""

    problem: str
    found: str
    finder: str
    found_at: dt.datetime
    reason: str


def ask(page: Page, *, by: User, finding: Finding) -> Takedown:
    """Ask for it, with a row in the register. Where the problem is confidentiality the work goes at once.

    Raises NotPossible for people who may not, an incomplete finding, what is not public, or where it was asked before.
    """
    if not may_withdraw(by):
        raise NotPossible(_("Only the new-media team and the final reviewers withdraw works."))
    _check(finding)
    facts = asdict(finding) | {"reason": finding.reason.strip(), "finder": finding.finder.strip()[:80]}
    secret = finding.problem == Correction.Problem.SECRET
    with transaction.atomic():
        asked = (_upgrade(page, by, facts) if secret else None) or _open(page, by=by, **facts)
        if secret:
            asked.withdrawal = end_release(page, by=by, reason=asked.reason)
            asked.save(update_fields=["withdrawal"])
    if asked.withdrawal:
        clear_files(page)
    return asked


def approve(asked: Takedown, *, by: User) -> Takedown:
    """Take the work down as was asked; of what is down already, approve it. Raises NotPossible as ``_decide`` does."""
    if refusal := why_not_decide(asked, by):
        raise NotPossible(refusal)
    with transaction.atomic():
        # Read anew: what an attempt that was rolled back left in the caller's object is not so.
        asked = waiting().filter(pk=asked.pk).first() or _too_late()
        if not asked.withdrawal_id and Release.objects.filter(page_id=asked.page_id, state__in=_OUT).exists():
            asked.withdrawal = end_release(asked.page, by=by, reason=asked.reason)
        elif not asked.withdrawal_id:
            # Its time was over before anybody decided.
            asked.withdrawal = Withdrawal.objects.filter(page=asked.page).order_by("-pk").first()
        _decide(asked, by, approved=True)
    clear_files(asked.page)
    return asked


def decline(asked: Takedown, *, by: User, answer: str) -> Takedown:
    """Leave the work up, and say why. What is down already comes back through new reviews alone."""
    if asked.withdrawal_id:
        raise NotPossible(_("The work is down already; it comes back only through new reviews."))
    if not answer.strip():
        raise NotPossible(_("Please say why it stays up; it goes into the register."))
    with transaction.atomic():
        _decide(asked, by, approved=False, answer=answer.strip())
    return asked


def why_not_decide(asked: Takedown, user: Any) -> str:
    """Why this person cannot decide; nothing where they can."""
    if not may_withdraw(user):
        return _("Only the new-media team and the final reviewers withdraw works.")
    if asked.by_id == user.pk:
        return _("You asked for it yourself: another person decides.")
    return ""


def waiting() -> Any:
    """What waits for a second person, the oldest first."""
    return Takedown.objects.filter(decided_at=None).select_related("page", "by").order_by("at", "pk")


def _open(page: Page, *, by: User | None, **facts: Any) -> Takedown:
    if not Release.objects.filter(page_id=page.pk, state__in=_OUT).exists():
        raise NotPossible(_("This work is not public."))
    try:
        with transaction.atomic():
            asked = Takedown.objects.create(page=page, by=by, **facts)
    except IntegrityError:
        raise NotPossible(_("Somebody has asked for this already; it waits for a second person.")) from None
    record(
        "takedown.asked",
        by=by or "hanmo",
        subject=f"work:{page.pk}",
        label=page.title,
        origin=asked.origin,
        problem=asked.problem,
        reason=asked.reason,
    )
    return asked


def _upgrade(page: Page, by: User, facts: dict[str, Any]) -> Takedown | None:
    """What waits already for another reason becomes a matter of secrets, which waits for nobody."""
    standing = (
        Takedown.objects.select_for_update().filter(page=page, decided_at=None, withdrawal=None).first()
    )
    if standing is None:
        return None
    reason = f"{standing.reason}\n{facts['reason']}"
    for name, value in {**facts, "reason": reason, "by": by}.items():
        setattr(standing, name, value)
    standing.save()
    record(
        "takedown.asked",
        by=by,
        subject=f"work:{page.pk}",
        label=page.title,
        origin=standing.origin,
        problem=standing.problem,
        reason=facts["reason"],
    )
    return standing


def _decide(asked: Takedown, by: User, *, approved: bool, answer: str = "") -> None:
    """Write the decision. Raises NotPossible for whoever may not, and where somebody was quicker."""
    if refusal := why_not_decide(asked, by):
        raise NotPossible(refusal)
    asked.decided_by, asked.decided_at, asked.approved, asked.answer = by, timezone.now(), approved, answer
    ours = Takedown.objects.filter(pk=asked.pk, decided_at=None)
    if not ours.update(
        decided_by=by,
        decided_at=asked.decided_at,
        approved=approved,
        answer=answer,
        withdrawal=asked.withdrawal,
    ):
        _too_late()
    record(
        "takedown.approved" if approved else "takedown.declined",
        by=by,
        subject=f"work:{asked.page_id}",
        label=asked.page.title,
        reason=answer or asked.reason,
    )


def _too_late() -> NoReturn:
    raise NotPossible(_("A colleague has decided this meanwhile."))


def _check(finding: Finding) -> None:
    if not finding.reason.strip():
        raise NotPossible(_("Please give the reason; it goes into the register."))
    if finding.problem not in Correction.Problem.values or finding.found not in Correction.Found.values:
        raise NotPossible(_("Please say what was wrong and who found it."))
    if finding.found_at > timezone.now() + dt.timedelta(minutes=1):
        raise NotPossible(_("It cannot have been found later than now."))


def _hear(sender: Any, withdrawal: ConsentWithdrawal, **kwargs: Any) -> None:
    """An author took the consent back: it waits on the curators' desk."""
    _follow_consent(withdrawal)


consent_withdrawn.connect(_hear, dispatch_uid="curation.takedown")


@every(600)
def look_for_reasons() -> None:
    """What a lost signal left out, and works whose time is over."""
    for withdrawal in consent.open_requests():
        _follow_consent(withdrawal)
    for row in licence.over():
        _follow_licence(row)
    over = Release.objects.filter(state__in=_OUT).values("page_id")
    for page in Page.objects.filter(pk__in=over, expire_at__lte=timezone.now()):
        _start(
            page,
            Takedown.Origin.EXPIRY,
            page.expire_at,
            None,
            _("The time for which it may be shown is over."),
        )


def _follow_consent(withdrawal: ConsentWithdrawal) -> None:
    draft = Draft.objects.filter(submission=withdrawal.submission_id).select_related("page").first()
    if draft:
        reason = withdrawal.reason or _("An author took the consent back.")
        _start(draft.page, Takedown.Origin.CONSENT, withdrawal.at, withdrawal.by, reason)


def _follow_licence(row: Licence) -> None:
    """The day after the last one, as consent that was taken back."""
    draft = Draft.objects.filter(submission=row.submission_id).select_related("page").first()
    if draft and row.until:
        since = timezone.make_aware(dt.datetime.combine(row.until, dt.time())) + dt.timedelta(days=1)
        reason = _("The licence ended on %(day)s.") % {"day": date_format(row.until)}
        _start(draft.page, Takedown.Origin.LICENCE, since, None, reason)


def _start(page: Page, origin: str, since: Any, by: User | None, reason: str) -> None:
    """Open it once for each cause: what was declined since does not come again by itself."""
    if Takedown.objects.filter(page=page, origin=origin, at__gte=since).exists():
        return
    try:
        _open(
            page,
            by=by,
            origin=origin,
            problem=Correction.Problem.RIGHTS,
            found=Correction.Found.AUTHOR if by else Correction.Found.PATROL,
            finder=str(by or ""),
            found_at=since,
            reason=reason,
        )
    except NotPossible:
        return  # it is not public, or somebody has asked already
