"""找错: readers report mistakes, the new-media team answers.

It lives here and not in the showcase: what a reader writes, and how they are reached, is private, and only this layer
knows both the public work that they read and the staff who answer.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.messages import words
from accounts.messages.telling import aside, path, tell
from accounts.models import User
from accounts.roles import Role, has_role, holders
from audit.trail import record
from curation.errors import NotPossible
from curation.models import Correction, Mistake
from jobs.rounds import every
from showcase.models import Release

AN_HOUR = dt.timedelta(hours=1)
# A whole court may share one address to the outside.
FOR_ONE_ADDRESS = 20
FOR_ALL = 200

THANKS = (
    gettext_lazy("Thank you. You are right; the page has been corrected."),
    gettext_lazy("Thank you. We compared it with the original: the page shows it as it is written there."),
    gettext_lazy("Thank you. We have asked the author and will correct the page if they agree."),
)

words.register({"mistake.sent": gettext_lazy("A reader reports a mistake in “%(title)s”.")})


@transaction.atomic
def report(release: Release, *, passage: str, wrong: str, contact: str, address: str) -> Mistake:
    """Take a report in. Raises NotPossible where too many come from this address, or from everywhere."""
    recent = Mistake.objects.filter(at__gte=timezone.now() - AN_HOUR)
    if recent.filter(address=address).count() >= FOR_ONE_ADDRESS or recent.count() >= FOR_ALL:
        raise NotPossible(_("Many reports have come in just now. Please send yours in an hour."))
    made = Mistake.objects.create(
        page_id=release.page_id,
        slug=release.slug,
        title=release.content["title"],
        passage=passage,
        wrong=wrong,
        contact=contact,
        address=address,
    )
    record("mistake.sent", by="a reader", subject=f"mistake:{made.pk}", label=made.title, work=made.slug)
    _tell(made)
    return made


@transaction.atomic
def answer(mistake: Mistake, text: str, *, corrected: bool, by: User) -> None:
    """Answer a report; a second answer takes the place of the first. Raises NotPossible for others than the new-media
    team, and for an empty answer."""
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team can do this."))
    if not text.strip():
        raise NotPossible(_("Please write an answer."))
    found = Correction.objects.filter(page_id=mistake.page_id, at__gte=mistake.at) if corrected else None
    state = Mistake.State.CORRECTED if corrected else Mistake.State.ANSWERED
    Mistake.objects.filter(pk=mistake.pk).update(
        state=state,
        answer=text.strip()[:1000],
        answered_by=by,
        answered_at=timezone.now(),
        correction=found.first() if found is not None else None,
    )
    record("mistake.answered", by=by, subject=f"mistake:{mistake.pk}", label=mistake.title, state=str(state))


@every(3600)
def erase_contacts() -> int:
    """Forget how readers are reached after so many days, and their addresses as soon as they are counted no more."""
    now = timezone.now()
    Mistake.objects.filter(at__lt=now - AN_HOUR).exclude(address=None).update(address=None)
    old = now - dt.timedelta(days=settings.MISTAKE_CONTACT_DAYS)
    return Mistake.objects.filter(at__lt=old).exclude(contact="").update(contact="")


@aside
def _tell(mistake: Mistake) -> None:
    to = holders(Role.CURATOR).values_list("pk", flat=True)
    facts = {"title": mistake.title}
    tell(to, f"mistake:{mistake.pk}", "mistake.sent", link=path("curation_mistakes"), facts=facts)
