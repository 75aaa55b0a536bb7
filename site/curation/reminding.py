"""Stages that are overdue: each signer hears once a day how many wait for them."""

import datetime as dt
from collections import Counter

from accounts.messages.telling import path, tell
from curation.models import ReviewStage
from curation.staffing import able, seats
from jobs import queue
from jobs.models import Lane
from jobs.rounds import each_morning

#: The job that tells what is overdue; its subject is the day.
REMIND = "curation.remind"


each_morning(REMIND)


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
