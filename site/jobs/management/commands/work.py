"""``manage.py work``: the worker, one thread for each lane."""

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections

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
            self._patiently("rounds", rounds.call_due, stop)
            if not stop.is_set() and not all(thread.is_alive() for thread in threads):
                # Why is in the log. Half a worker looks like a whole one; whoever started us starts a whole one.
                raise SystemExit(1)
        deadline = time.monotonic() + 10
        for thread in threads:
            thread.join(max(0, deadline - time.monotonic()))

    def _serve(self, lane: Lane, stop: threading.Event) -> None:
        def take_one() -> None:
            close_old_connections()
            job = queue.claim(lane)
            if job:
                queue.run(job)
            else:
                stop.wait(0.5)

        while not stop.is_set():
            self._patiently(lane, take_one, stop)

    def _patiently(self, what: str, do: Callable[[], None], stop: threading.Event) -> None:
        """Do it; where the database restarts or is locked, wait: the rows tell later what is to be done."""
        try:
            do()
        except (OperationalError, InterfaceError) as error:
            self.stderr.write(f"{what}: {error}; trying again")
            close_old_connections()
            stop.wait(2)
