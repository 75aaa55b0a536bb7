"""Ask for work, take it under a lease, keep the lease, end it. The only writer of ``Job``.

The rows are the truth: a job is RUNNING only until its lease ends, then anybody may take it again. So a worker that
is killed loses nothing, and every handler must be idempotent.
"""

import datetime as dt
import logging
import secrets
import threading
import time
import traceback
from collections.abc import Callable, Collection, Iterable

from django.db import OperationalError, close_old_connections, connections, transaction
from django.db.models import F, Q
from django.utils import timezone

from jobs.models import Job, Lane, State

log = logging.getLogger(__name__)

LEASE = dt.timedelta(seconds=60)
HEARTBEAT_SECONDS = 15
ATTEMPTS = 5

Handler = Callable[[str], None]
_handlers: dict[str, tuple[Handler, Handler | None, Lane]] = {}


def handles(
    name: str, *, lane: Lane = Lane.QUICK, gave_up: Handler | None = None
) -> Callable[[Handler], Handler]:
    """Register the decorated function as the handler of jobs called ``name``.

    It takes the job's subject, must be idempotent, and may raise: the job is then tried again, five times in all.
    ``gave_up`` is called with the subject after the last attempt, so that whoever waits can be told.
    """

    def register(handler: Handler) -> Handler:
        _handlers[name] = (handler, gave_up, lane)
        return handler

    return register


def ask(name: str, subject: str) -> None:
    """See that ``name`` is done on ``subject`` (again, where it was done before), once this transaction commits.

    A job that runs at this moment is left to run and then runs once more, since what it read may be old.
    """
    _handler, _gave_up, lane = _handlers[name]
    now = timezone.now()
    job, created = Job.objects.get_or_create(
        name=name, subject=subject, defaults={"lane": lane, "run_after": now}
    )
    if not created:
        # A holder whose token is gone cannot end the job as done; see `_end`.
        Job.objects.filter(pk=job.pk).update(
            state=State.WAITING,
            token="",
            attempts=0,
            error="",
            run_after=now,
            lease_until=None,
            ended_at=None,
        )


def claim(lane: Lane, *, leaving: Collection[str] = ()) -> Job | None:
    """Take the oldest job of the lane that waits or whose lease has ended; None where there is none.

    Jobs with a name in ``leaving`` are left to others.
    """
    now = timezone.now()
    free = Q(state=State.WAITING, run_after__lte=now) | Q(state=State.RUNNING, lease_until__lt=now)
    found = Job.objects.filter(free, lane=lane).exclude(name__in=leaving)
    for job in found.order_by("run_after", "pk")[:5]:
        if _take(job, free):
            return job
    return None


def _take(job: Job, free: Q) -> bool:
    taken = Job.objects.filter(free, pk=job.pk, token=job.token).update(
        state=State.RUNNING,
        token=secrets.token_hex(16),
        attempts=F("attempts") + 1,
        lease_until=timezone.now() + LEASE,
    )
    if taken:
        job.refresh_from_db()
    return bool(taken)


def settle(name: str, subject: str) -> Job:
    """See to it in this thread that what was asked for ends, without waiting for its turn.

    Where a worker has it in hand already, wait for that one: two at once would get in each other's way. Returns the
    job as this left it: DONE, FAILED, or WAITING for another attempt, with the error of the last one.
    Raises Job.DoesNotExist for what nobody asked for.
    """
    while (job := Job.objects.get(name=name, subject=subject)).state in (State.WAITING, State.RUNNING):
        if _take(job, Q(state=State.WAITING) | Q(state=State.RUNNING, lease_until__lt=timezone.now())):
            run(job)
            return Job.objects.get(pk=job.pk)
        time.sleep(0.2)
    return job


def run(job: Job) -> None:
    """Do a claimed job under a heartbeat and write how it ended. Never raises for what the handler did."""
    handler, _gave_up, _lane = _handlers[job.name]
    if job.attempts > ATTEMPTS:
        _give_up(job, job.error or "The worker was killed each time.")
        return
    stop = threading.Event()
    heart = threading.Thread(target=_keep_lease, args=(job.pk, job.token, stop), daemon=True)
    heart.start()
    try:
        handler(job.subject)
    except Exception:
        error = traceback.format_exc()
        log.warning("%s %s, attempt %s: %s", job.name, job.subject, job.attempts, error)
        if job.attempts >= ATTEMPTS:
            _give_up(job, error)
        else:
            _again(job, error)
    else:
        _end(job, State.DONE)
    finally:
        stop.set()
        heart.join()


def failed(name: str, subjects: Iterable[str]) -> set[str]:
    """The subjects on which ``name`` was given up."""
    found = Job.objects.filter(name=name, subject__in=subjects, state=State.FAILED)
    return set(found.values_list("subject", flat=True))


def ask_again(name: str) -> None:
    """Ask anew for everything called ``name`` that was given up."""
    for subject in Job.objects.filter(name=name, state=State.FAILED).values_list("subject", flat=True):
        ask(name, subject)


def work_off(lane: Lane | None = None, *, limit: int = 100_000, leaving: Collection[str] = ()) -> int:
    """Do everything that waits, in this thread; returns how many jobs were done. For commands and tests."""
    done = 0
    lanes = [lane] if lane else list(Lane)
    while done < limit and (
        job := next((job for each in lanes if (job := claim(each, leaving=leaving))), None)
    ):
        run(job)
        done += 1
    return done


def _held(job: Job) -> "Q":
    return Q(pk=job.pk, token=job.token, state=State.RUNNING)


def _end(job: Job, state: State, error: str = "") -> bool:
    """Whether it was ours to end: somebody may have asked for it again meanwhile."""
    ended = Job.objects.filter(_held(job)).update(
        state=state, error=error, ended_at=timezone.now(), lease_until=None, token=""
    )
    return bool(ended)


def _give_up(job: Job, error: str) -> None:
    """End the job as failed and tell whoever waits, both or neither: a death in between would leave them waiting."""
    _handler, gave_up, _lane = _handlers[job.name]
    with transaction.atomic():
        if _end(job, State.FAILED, error=error) and gave_up:
            gave_up(job.subject)


def _again(job: Job, error: str) -> None:
    """Wait twice as long after each failure: 2, 4, 8, 16 seconds."""
    wait = dt.timedelta(seconds=2**job.attempts)
    Job.objects.filter(_held(job)).update(
        state=State.WAITING, error=error, run_after=timezone.now() + wait, lease_until=None, token=""
    )


def _keep_lease(pk: int, token: str, stop: threading.Event) -> None:
    """Extend the lease while the handler runs, on a connection of this thread's own."""
    try:
        while not stop.wait(HEARTBEAT_SECONDS):
            try:
                Job.objects.filter(pk=pk, token=token, state=State.RUNNING).update(
                    lease_until=timezone.now() + LEASE
                )
            except OperationalError as error:
                # Locked or restarting: a lease lasts four beats, so the next may still be in time.
                log.warning("The lease of job %s could not be extended: %s", pk, error)
                close_old_connections()
    finally:
        connections.close_all()
