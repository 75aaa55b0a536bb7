"""By what can the library be narrowed? Upper layers offer what only they know, as with ``media_library.usage``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

Choice = tuple[Any, Any]
"""A value and its words, or the name of a group and its choices, as form fields take them."""


@dataclass(frozen=True)
class Narrowing:
    """A filter: ``choices()`` are what can be chosen now, ``fits(value)`` is the condition on assets for one of them.

    Several layers may offer the same ``name``: the first says label and choices, what fits one of them fits.
    """

    name: str
    label: Any
    choices: Callable[[], Iterable[Choice]]
    fits: Callable[[str], Q]


_offered: dict[str, list[Narrowing]] = {}


def offer(*narrowings: Narrowing) -> None:
    """Let the library be narrowed by these. Call it in ``AppConfig.ready``."""
    for each in narrowings:
        _offered.setdefault(each.name, []).append(each)


def offered() -> dict[str, Narrowing]:
    """The filters by name, in the order in which they were offered."""
    return {name: several[0] for name, several in _offered.items()}


def fitting(name: str, value: str) -> Q:
    """The assets of which some layer says that they fit."""
    condition = Q()
    for each in _offered[name]:
        condition |= each.fits(value)
    return condition
