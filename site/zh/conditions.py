"""A query as PostgreSQL conditions: what the index says, and what only the text can settle."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zh.terms import TITLE, Query, Term, terms

Condition = tuple[str, list[Any]] | None
"""SQL and its parameters."""


@dataclass(frozen=True)
class Asked:
    """A query in three forms: all that the index can say, what only the text can settle (or None), and all of it
    without the index, for rows that are read anyway."""

    by_index: Condition
    by_text: Condition
    anyhow: Condition


def asked_of(query: Query, place: str) -> Asked:
    in_title = place == "title"
    by_index: list[Condition] = [_index(query.wanted, in_title=in_title)]
    by_text = [_text(term, in_title=in_title) for term in query.wanted if _needs_text(term)]
    anyhow = [_text(term, in_title=in_title) for term in query.wanted]
    for facet in query.facets:
        by_index.append(("terms @@ %s::tsquery", [_quoted(facet)]))
        anyhow.append(by_index[-1])
    for term in query.unwanted:
        nowhere = _not(_text(term, in_title=False))
        (by_text if _needs_text(term) else by_index).append(
            nowhere if _needs_text(term) else _not(_index((term,), in_title=False))
        )
        anyhow.append(nowhere)
    if place == "rest":
        not_in_title = _not(all_of([_text(term, in_title=True) for term in query.wanted]))
        if any(_needs_text(term) for term in query.wanted):
            by_text.append(not_in_title)
        else:
            by_index.append(_not(_index(query.wanted, in_title=True)))
        anyhow.append(not_in_title)
    return Asked(all_of(by_index), all_of(by_text) if by_text else None, all_of(anyhow))


def all_of(conditions: Sequence[Condition]) -> tuple[str, list[Any]]:
    given = [condition for condition in conditions if condition]
    sql = " AND ".join(f"({sql})" for sql, _ in given)
    return sql, [parameter for _, parameters in given for parameter in parameters]


def _not(condition: Condition) -> Condition:
    return (f"NOT ({condition[0]})", condition[1]) if condition else None


def _index(wanted: tuple[Term, ...], *, in_title: bool) -> Condition:
    """What the index says of all words: pairs that all occur, not yet that they follow each other."""
    return (
        "terms @@ %s::tsquery",
        [" & ".join(f"({_any_of(term, TITLE if in_title else '')})" for term in wanted)],
    )


def _needs_text(term: Term) -> bool:
    return any(len(spelling) > 2 for spelling in term.spellings)


def _text(term: Term, *, in_title: bool) -> Condition:
    """What the text says of one word; sounds stand in the vector alone, and never speak for a title."""
    text = "split_part(folded, chr(10), 1)" if in_title else "folded"
    ways = [f"strpos({text}, %s) > 0" for _ in term.spellings]
    parameters: list[Any] = list(term.spellings)
    if not in_title:
        ways += ["terms @@ %s::tsquery" for _ in term.sounds]
        parameters += [f"{_quoted(sound)}:*" for sound in term.sounds]
    return " OR ".join(ways), parameters


def _any_of(term: Term, mark: str) -> str:
    ways = [
        "(" + " & ".join(_quoted(mark + pair) for pair in dict.fromkeys(terms(spelling))) + ")"
        for spelling in term.spellings
    ]
    if not mark:
        ways += [f"{_quoted(sound)}:*" for sound in term.sounds]
    return " | ".join(ways)


def _quoted(term: str) -> str:
    """Terms hold letters, digits and our marks only; no quote is ever among them."""
    return f"'{term}'"
