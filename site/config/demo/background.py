"""Do the background work of the demonstration here and now, before the service's own worker starts."""

import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections

from jobs import queue
from jobs.models import Job, State
from media_library.ingest.pipeline import EXTRAS

# A loader that was killed leaves jobs under a lease of a minute; then they can be taken up again.
PATIENCE_SECONDS = 180
# Nobody waits for these, so the service's worker makes them while people look around already.
LEFT_TO_THE_WORKER = {f"ingest.{step}" for step in EXTRAS}


def finish(*, workers: int = 2, patience: float = PATIENCE_SECONDS) -> None:
    """Work off both lanes until nothing that matters waits or runs, at most for ``patience`` seconds after the last job.

    With one worker it happens in this thread (and in its transaction, where there is one).
    """
    deadline = time.monotonic() + patience
    while True:
        done = _work(workers)
        pending = Job.objects.filter(state__in=[State.WAITING, State.RUNNING])
        if not pending.exclude(name__in=LEFT_TO_THE_WORKER).exists():
            return
        if done:
            deadline = time.monotonic() + patience
        elif time.monotonic() > deadline:
            return
        else:
            time.sleep(0.5)


def _work(workers: int) -> int:
    if workers == 1 or connection.in_atomic_block:
        return queue.work_off(leaving=LEFT_TO_THE_WORKER)
    with ThreadPoolExecutor(workers) as pool:
        return sum(pool.map(lambda _number: _work_and_close(), range(workers)))


def _work_and_close() -> int:
    try:
        return queue.work_off(leaving=LEFT_TO_THE_WORKER)
    finally:
        connections.close_all()
