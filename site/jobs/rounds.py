"""Periodic work: a function with a name and an interval, called by the worker when it is due."""

import time
from collections.abc import Callable

from django.utils import timezone

from jobs import queue

FROM_HOUR = 8

_rounds: list[tuple[Callable[[], object], float]] = []
_last: dict[Callable[[], object], float] = {}


def every(seconds: float) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Have the worker call the decorated function once each ``seconds``; it should only look and ``ask``."""

    def register(function: Callable[[], object]) -> Callable[[], object]:
        _rounds.append((function, seconds))
        return function

    return register


def each_morning(job: str) -> None:
    """Ask for a job each day from eight on, the day as its subject: nobody is reminded before work begins.

    It is asked for again within the same day; its handler must tell nothing twice.
    """

    @every(1800)
    def look() -> None:
        now = timezone.localtime()
        if now.hour >= FROM_HOUR:
            queue.ask(job, now.date().isoformat())


def call_due() -> None:
    """Call what is due. The first call comes one interval after the worker's start."""
    now = time.monotonic()
    for function, seconds in _rounds:
        if now - _last.setdefault(function, now) >= seconds:
            _last[function] = now
            function()
