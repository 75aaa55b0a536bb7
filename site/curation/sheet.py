"""The leader's contact sheet: what waits for its last review, decided on together, also by a link that works once."""

import datetime as dt
import hashlib
import secrets
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role
from audit.trail import record
from curation import bundling
from curation.errors import NotPossible
from curation.models import Bundle, BundledWork, Invitation, Review, ReviewStage
from curation.reviewing import return_review, sign
from curation.staffing import able, seats
from curation.standing import stages_for

#: A link to the sheet works for so long.
VALID = dt.timedelta(hours=48)


@dataclass(frozen=True)
class Decision:
    """What was decided on one work as it was shown: signed, or returned with an opinion."""

    review: int
    part: str
    digest: str
    returned: bool
    opinion: str


def last_stages(user: Any) -> QuerySet[ReviewStage]:
    """The stages that this person may sign now and after which none follows in order, the oldest first."""
    return _last(stages_for(user)).order_by("turn_at", "pk")


def waiting_for() -> list[tuple[User, int]]:
    """Everybody for whom something waits for its last review, by name, with the number; a constant number of queries."""
    known = seats()
    numbers: Counter[int] = Counter()
    for stage in _last(ReviewStage.objects.waiting()).prefetch_related("review__parts", "review__voided"):
        numbers.update(able(stage, known))
    people = {pk: seat.person for at in known.values() for pk, seat in at.items()}
    return sorted(((people[pk], number) for pk, number in numbers.items()), key=lambda each: str(each[0]))


def _last(stages: QuerySet[ReviewStage]) -> QuerySet[ReviewStage]:
    later = ReviewStage.objects.filter(review=OuterRef("review"), place__gt=OuterRef("place"))
    return stages.filter(~Exists(later), place__gt=0)


class Refused(NamedTuple):
    """A sentence for what was refused meanwhile, and of how many works it speaks: a bundle is refused whole."""

    sentence: str
    works: int = 1


def decide(decisions: Sequence[Decision], *, by: User, ticked: Collection[str]) -> list[Refused]:
    """Sign or return each, one after the other, those of a bundle together; returns what was refused meanwhile.

    Raises NotPossible, with nothing done, where a return has no opinion or a line of a checklist is not ticked.
    """
    # What is put off is not among them; with nothing left, nothing is done and a link stays unspent.
    stages = {
        (stage.review_id, stage.code): stage
        for stage in ReviewStage.objects.filter(review__in=[each.review for each in decisions])
    }
    if not decisions:
        raise NotPossible(_("Nothing was decided."))
    if any(each.returned and not each.opinion.strip() for each in decisions):
        raise NotPossible(_("Please say of each work that you return what is to be mended."))
    for each in decisions:
        stage = stages.get((each.review, each.part))
        if stage and not each.returned and not set(stage.checklist) <= set(ticked):
            raise NotPossible(_("Please tick every line of the checklist, or return the work."))
    bundled = _bundled(decisions)
    refused = [
        Refused(f"{bundle}：{sentence}", len(those))
        for (bundle, part), those in bundled.items()
        if (sentence := _decide_together(bundle, part, those, by, ticked))
    ]
    together = [each for those in bundled.values() for each in those]
    for each in decisions:
        if each in together:
            continue
        review = Review.objects.select_related("page").filter(pk=each.review).first()
        if review is None:
            refused.append(Refused(_("This work is not in review.")))
            continue
        try:
            if review.digest != each.digest:
                raise NotPossible(_("The page is no longer what was sent to review."))
            if each.returned:
                return_review(review, by=by, reason=each.opinion)
            else:
                sign(review, each.part, by=by, opinion=each.opinion, ticked=ticked)
        except NotPossible as refusal:
            refused.append(Refused(f"{review.page.title}：{refusal}"))
    return refused


def _bundled(decisions: Sequence[Decision]) -> dict[tuple[Bundle, str], list[Decision]]:
    """Those on works of bundles, by bundle and stage."""
    rows = BundledWork.objects.filter(review__in=[each.review for each in decisions], outcome="")
    bundle_of = {row.review_id: row.bundle for row in rows.select_related("bundle")}
    found: dict[tuple[Bundle, str], list[Decision]] = {}
    for each in decisions:
        if bundle := bundle_of.get(each.review):
            found.setdefault((bundle, each.part), []).append(each)
    return found


def _decide_together(
    bundle: Bundle, part: str, those: Sequence[Decision], by: User, ticked: Collection[str]
) -> str:
    """Why it was refused; empty where it was done."""
    signed = [each for each in those if not each.returned]
    try:
        bundling.decide(
            bundle,
            part,
            by=by,
            signed={each.review: each.digest for each in signed},
            returned={each.review: each.opinion for each in those if each.returned},
            opinion=signed[0].opinion if signed else "",
            ticked=ticked,
        )
    except NotPossible as refusal:
        return str(refusal)
    return ""


@transaction.atomic
def invite(person: User, *, by: User) -> tuple[Invitation, str]:
    """A link's token for what waits for this person's last review now. Raises NotPossible for others than curators,
    and where nothing waits."""
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team makes links for signing."))
    stages = last_stages(person).select_related("review")
    works = [[stage.review_id, stage.code, stage.review.digest] for stage in stages]
    if not works:
        raise NotPossible(_("Nothing waits for the last review of %(who)s.") % {"who": person})
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        token=_hashed(token), person=person, works=works, made_by=by, expires_at=timezone.now() + VALID
    )
    record(
        "invitation.made", by=by, subject=f"invitation:{invitation.pk}", label=str(person), works=len(works)
    )
    return invitation, token


def invitation_of(token: str, person: User) -> Invitation | None:
    """The invitation behind a link, for the person that it names alone."""
    return Invitation.objects.filter(token=_hashed(token), person=person).first()


def why_dead(invitation: Invitation) -> str:
    """A sentence that says why the link works no more; empty where it does."""
    if invitation.spent_at:
        return _("This link was used already.")
    if invitation.expires_at < timezone.now():
        return _("This link has expired.")
    return ""


@transaction.atomic
def answer(
    invitation: Invitation, decisions: Sequence[Decision], *, by: User, ticked: Collection[str]
) -> list[Refused]:
    """Decide by a link, and spend it. Raises NotPossible, and leaves it unspent, as ``decide`` does; also for anybody
    else, for a link that is dead, and for a work or a content that it does not name."""
    if by.pk != invitation.person_id:
        raise NotPossible(_("This link is for somebody else."))
    named = {tuple(work) for work in invitation.works}
    if any((each.review, each.part, each.digest) not in named for each in decisions):
        raise NotPossible(_("The page is no longer what was sent to review."))
    now = timezone.now()
    spent = Invitation.objects.filter(pk=invitation.pk, spent_at=None, expires_at__gte=now).update(
        spent_at=now
    )
    if not spent:
        invitation.refresh_from_db()
        raise NotPossible(why_dead(invitation))
    record("invitation.spent", by=by, subject=f"invitation:{invitation.pk}", label=str(by))
    return decide(decisions, by=by, ticked=ticked)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
