"""The socket through which the plan learns which works are public. ``showcase`` plugs in; we import nothing of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ShownWork:
    """A public work as the plan names it: a label and where it stands."""

    title: str
    authors: str
    unit: str
    kind: str
    url: str


# Given the primary keys of items and how many works each may name: the newest public works of each item.
Provider = Callable[[Iterable[int], int], dict[int, list[ShownWork]]]

_provider: Provider | None = None


def register(provider: Provider) -> None:
    """Plug in who knows the public works; called once, from ``AppConfig.ready``."""
    global _provider
    _provider = provider


def shown_works(items: Iterable[int], each: int = 4) -> dict[int, list[ShownWork]]:
    """The newest public works of each item, at most ``each``. Items without works are missing."""
    return _provider(list(items), each) if _provider else {}
