"""Which of a few hits comes first: the weight of the field, how often, and how the word was spelt."""

import math
from collections.abc import Sequence

from zh.documents import FIELDS
from zh.terms import Query, Term

WEIGHTS = dict(zip(FIELDS, (16.0, 10.0, 6.0, 4.0, 1.0), strict=True))
"""A word in the title weighs more than any number of them in the body."""

OTHER_SPELLING = 0.8
BY_SOUND = 5.0


def score(query: Query, folded: str) -> float:
    """How well a document answers; ``folded`` has one field a line, in the order of ``FIELDS``."""
    fields = folded.split("\n")
    return sum(_score_term(term, fields) for term in query.wanted)


def _score_term(term: Term, fields: Sequence[str]) -> float:
    best = BY_SOUND if term.sounds else 0.0
    for place, spelling in enumerate(term.spellings):
        spelt = OTHER_SPELLING if place else 1.0
        best = max(best, spelt * sum(_score_field(n, fields[n], spelling) for n in range(len(FIELDS))))
    return best


def _score_field(number: int, text: str, spelling: str) -> float:
    count = text.count(spelling)
    if not count:
        return 0.0
    whole = 1.5 if text == spelling else 1.0
    # Twice is better than once, but never twice as good; a long text has more chances.
    often = 1 + math.log1p(count / (1 + len(text) / 500)) / 4
    return WEIGHTS[FIELDS[number]] * whole * often
