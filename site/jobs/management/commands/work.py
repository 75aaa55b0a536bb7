"""``manage.py work``: the worker, one thread for each lane."""

import signal
import threading
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from jobs import queue, rounds
from jobs.models import Lane


class Command(BaseCommand):
    """Do background work until stopped; a job in hand is finished first, a second signal ends at once."""

    help = "Do background work until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()

        def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
            if stop.is_set():
                raise SystemExit(1)
            stop.set()

        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
        threads = [threading.Thread(target=self._serve, args=(lane, stop), daemon=True) for lane in Lane]
        for thread in threads:
            thread.start()
        while not stop.wait(1):
            rounds.call_due()
        deadline = time.monotonic() + 10
        for thread in threads:
            thread.join(max(0, deadline - time.monotonic()))

    def _serve(self, lane: Lane, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                close_old_connections()
                job = queue.claim(lane)
                if job:
                    queue.run(job)
                else:
                    stop.wait(0.5)
            except OperationalError as error:
                # The database restarts or is locked: the lease keeps the job, so waiting loses nothing.
                self.stderr.write(f"{lane}: {error}; trying again")
                stop.wait(2)
