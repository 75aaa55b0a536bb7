"""What answers a question, before anybody has read it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Selected:
    """The keys of all hits: how many there are, and a page of them, the newest (highest) first.

    ``page(limit, offset)`` asks the database, so it is to be called where its cursor is open. Where it is not ``exact``,
    ``total`` counts a few that no page has.
    """

    total: int
    page: Callable[[int, int], list[int]]
    exact: bool = True
