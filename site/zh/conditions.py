"""A query as PostgreSQL conditions: what the index says, and what only the text can settle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from zh.terms import TITLE, Query, Term, terms

Condition = tuple[str, list[Any]]
"""SQL and its parameters."""


@dataclass(frozen=True)
class Asked:
    """A query in three forms: all that the index can say, what only the text can settle (or None), and all of it
    without the index, for texts that are read anyway. ``reads_vector``: for sounds and facets the text will not do."""

    by_index: Condition
    by_text: Condition | None
    anyhow: Condition
    reads_vector: bool


def asked_of(query: Query, place: str) -> Asked:
    """``place`` is that of ``zh.index.Adapter``. The index is asked one question: two would leave the second to the
    rows themselves, and unpacking a vector is dear."""
    in_title = place == "title"
    by_index = [_all_words(query.wanted, TITLE if in_title else ""), *map(_quoted, query.facets)]
    by_text = [_text(term, in_title=in_title) for term in query.wanted if _needs_text(term)]
    anyhow = [_text(term, in_title=in_title) for term in query.wanted]
    if query.facets:
        anyhow.append(_index(map(_quoted, query.facets)))
    for term in query.unwanted:
        nowhere = _not(_text(term, in_title=False))
        anyhow.append(nowhere)
        if _needs_text(term):
            by_text.append(nowhere)
        else:
            by_index.append(f"!({_any_of(term, '')})")
    if place == "rest":
        not_in_title = _not(all_of([_text(term, in_title=True) for term in query.wanted]))
        anyhow.append(not_in_title)
        if any(_needs_text(term) for term in query.wanted):
            by_text.append(not_in_title)
        else:
            by_index.append(f"!({_all_words(query.wanted, TITLE)})")
    reads_vector = bool(query.facets) or any(term.sounds for term in query.wanted)
    return Asked(_index(by_index), all_of(by_text) if by_text else None, all_of(anyhow), reads_vector)


def all_of(conditions: Sequence[Condition]) -> Condition:
    """One condition of several."""
    sql = " AND ".join(f"({sql})" for sql, _ in conditions)
    return sql, [parameter for _, parameters in conditions for parameter in parameters]


def _not(condition: Condition) -> Condition:
    return f"NOT ({condition[0]})", condition[1]


def _index(parts: Iterable[str]) -> Condition:
    return "terms @@ %s::tsquery", [" & ".join(parts)]


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


def _all_words(wanted: tuple[Term, ...], mark: str) -> str:
    """What the index says of all words: pairs that all occur, not yet that they follow each other."""
    return " & ".join(f"({_any_of(term, mark)})" for term in wanted)


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
