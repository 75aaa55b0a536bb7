"""Periodic work: a function with a name and an interval, called by the worker when it is due."""

import time
from collections.abc import Callable

_rounds: list[tuple[Callable[[], object], float]] = []
_last: dict[Callable[[], object], float] = {}


def every(seconds: float) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Have the worker call the decorated function once each ``seconds``; it should only look and ``ask``."""

    def register(function: Callable[[], object]) -> Callable[[], object]:
        _rounds.append((function, seconds))
        return function

    return register


def call_due() -> None:
    """Call what is due. The first call comes one interval after the worker's start."""
    now = time.monotonic()
    for function, seconds in _rounds:
        if now - _last.setdefault(function, now) >= seconds:
            _last[function] = now
            function()
