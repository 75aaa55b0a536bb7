"""Stages that are overdue: each signer hears once a day how many wait for them. Licences that end soon: the curators
hear twice of each."""

import datetime as dt
from collections import Counter

from accounts.messages.telling import path, tell
from accounts.roles import Role, holders
from curation.models import Draft, ReviewStage
from curation.staffing import able, seats
from jobs import queue
from jobs.models import Lane
from jobs.rounds import each_morning
from showcase.models import Release
from submissions import licence

#: The job that tells what is overdue; its subject is the day.
REMIND = "curation.remind"


#: The job that tells which licences end soon; its subject is the day.
LICENCES = "curation.licences"


each_morning(REMIND)
each_morning(LICENCES)


@queue.handles(REMIND, lane=Lane.SLOW)
def remind(day: str) -> None:
    """Tell each signer the number of works that they could sign and that are overdue."""
    today, known = dt.date.fromisoformat(day), seats()
    overdue: Counter[int] = Counter()
    waiting = ReviewStage.objects.waiting().prefetch_related("review__parts", "review__voided")
    for stage in waiting:
        if stage.overdue:
            overdue.update(able(stage, known))
    for person, number in overdue.items():
        link = path("curation_to_sign")
        tell([person], f"overdue:{today}", "review.overdue", link=link, facts={"number": number})


@queue.handles(LICENCES, lane=Lane.SLOW)
def remind_of_licences(day: str) -> None:
    """Tell the curators of each public work whose licence ends within thirty days, and again within seven."""
    today = dt.date.fromisoformat(day)
    ending = {
        row.submission_id: row
        for row in licence.ending_by(today + dt.timedelta(days=max(licence.AHEAD)))
        if row.until and row.until >= today
    }
    live = Release.objects.filter(state=Release.State.LIVE).values("page_id")
    drafts = Draft.objects.filter(submission__in=ending, page__in=live).select_related("page")
    curators = list(holders(Role.CURATOR).values_list("pk", flat=True))
    for draft in drafts:
        row = ending[draft.submission_id]
        assert row.until is not None
        left = (row.until - today).days
        step = min(ahead for ahead in licence.AHEAD if left <= ahead)
        facts = {"title": draft.page.title, "day": row.until.isoformat()}
        link = path("curation_work", draft.page_id)
        tell(curators, f"licence:{row.pk}:{step}", "licence.ends", link=link, facts=facts)
