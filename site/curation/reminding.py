"""Stages that are overdue: each signer hears once a day how many wait for them."""

import datetime as dt
from collections import Counter

from django.utils import timezone

from accounts.messages.telling import path, tell
from curation.models import ReviewStage
from curation.staffing import candidates, seats
from jobs import queue
from jobs.models import Lane
from jobs.rounds import every

#: The job that tells what is overdue; its subject is the day.
REMIND = "curation.remind"
FROM_HOUR = 8


@every(1800)
def look() -> None:
    """Ask for the day's reminders; what was told today is not told again."""
    now = timezone.localtime()
    if now.hour >= FROM_HOUR:
        queue.ask(REMIND, now.date().isoformat())


@queue.handles(REMIND, lane=Lane.SLOW)
def remind(day: str) -> None:
    """Tell each signer the number of works that they could sign and that are overdue."""
    today, known = dt.date.fromisoformat(day), seats()
    overdue: Counter[int] = Counter()
    waiting = ReviewStage.objects.waiting().prefetch_related("review__parts")
    for stage in waiting:
        if stage.overdue:
            barred = {part.person_id for part in stage.review.parts.all()}
            overdue.update({seat.person.pk for seat in candidates(stage, known)} - barred)
    for person, number in overdue.items():
        link = path("curation_to_sign")
        tell([person], f"overdue:{today}", "review.overdue", link=link, facts={"number": number})
