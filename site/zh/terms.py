"""What is indexed of a text, and what a typed query asks for.

A folded text is a row of characters; every two neighbours make a term, so that any word of any length is found at any
place without knowing where words begin. Space means "and", ``"…"`` means exactly so, ``-`` means without.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zh.fold import fold
from zh.numbers import variants

GAP = "␣"  # a space between two words of a script with spaces, as a term's character
PART = "¦"  # between two authors: no word reaches across
TITLE, SOUND, INITIALS, FACET = "†", "♪", "♫", "§"
"""Marks at the head of a term. Folding drops all of them, so nobody can type one."""

MOST_TERMS = 16
MOST_CHARACTERS = 200
"""What is longer than this is cut: a search is a question, not a document."""

_PIECES = re.compile(r'(?P<minus>(?<!\S)[-－])?(?:["＂](?P<exact>[^"＂]*)["＂]|(?P<plain>[^\s"＂]+))')
_LATIN = re.compile(r"[a-z][a-z ]{1,39}")

Synonyms = Mapping[str, tuple[str, ...]]
"""From a folded word to all words of its group."""


@dataclass(frozen=True)
class Term:
    """One thing that is asked for: any of ``spellings`` (the first as typed), or a sound that begins so."""

    spellings: tuple[str, ...]
    sounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """All of ``wanted`` and none of ``unwanted``. Nothing wanted finds nothing."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    facets: tuple[str, ...] = field(default=())

    @property
    def is_one_character(self) -> bool:
        """Whether a single character is asked for: then titles come first and the newest next."""
        return len(self.wanted) == 1 and len(self.wanted[0].spellings[0]) == 1

    @property
    def spellings(self) -> list[str]:
        """Every spelling to mark in a text, the longest first."""
        found = {spelling for term in self.wanted for spelling in term.spellings}
        return sorted(found, key=lambda spelling: (-len(spelling), spelling))


def terms(folded: str) -> list[str]:
    """The overlapping pairs of a folded text, in order; a lone character is a term itself."""
    row = folded.replace(" ", GAP)
    return [row[i : i + 2] for i in range(len(row) - 1)] if len(row) != 1 else [row]


def parse(text: str, synonyms: Synonyms | None = None, facets: Mapping[str, object] | None = None) -> Query:
    """What ``text`` asks for. Never raises: whatever is no question is a query that finds nothing.

    ``-word`` leaves out only where something else is wanted; alone it is the word. ``"word"`` has no synonyms, no
    other spelling of numbers, no pinyin. ``facets`` must hold as well.
    """
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    left = MOST_CHARACTERS
    for piece in _PIECES.finditer(text[: MOST_CHARACTERS * 10]):
        exact = piece["exact"] is not None
        word = fold(piece["exact"] or piece["plain"] or "")[:left].strip()
        if not word:
            continue
        left -= len(word)
        # What is left out is left out as written: a forgiving "without" would take away too much.
        exact = exact or bool(piece["minus"])
        term = Term((word,)) if exact else _forgiving(word, synonyms or {})
        (unwanted if piece["minus"] else wanted)[term] = None
        if left <= 0 or len(wanted) + len(unwanted) >= MOST_TERMS:
            break
    if not wanted:
        wanted, unwanted = {_forgiving(term.spellings[0], synonyms or {}): None for term in unwanted}, {}
    return Query(tuple(wanted), tuple(unwanted), facet_terms(facets or {}))


def facet_terms(facets: Mapping[str, object]) -> tuple[str, ...]:
    """A term for each facet, as ``§kind§essay``; what an index cannot hold in a word is written as its code."""

    def plain(value: object) -> str:
        return "".join(c if c.isalnum() else f"§{ord(c):x}§" for c in str(value))

    return tuple(f"{FACET}{plain(name)}{FACET}{plain(value)}" for name, value in facets.items())


def read_synonyms(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Groups of words that mean the same: one group a line, words parted by spaces; ``#`` begins a comment.

    A word that stands in two groups takes the words of both.
    """
    groups: dict[str, tuple[str, ...]] = {}
    for line in lines:
        words = tuple(fold(word) for word in line.partition("#")[0].split())
        for word in words:
            groups[word] = tuple(dict.fromkeys(groups.get(word, ()) + words))
    return groups


def _forgiving(word: str, synonyms: Synonyms) -> Term:
    spellings = [word, *variants(word)]
    spellings += [other for spelling in list(spellings) for other in synonyms.get(spelling, ())]
    sounds: tuple[str, ...] = ()
    if _LATIN.fullmatch(word):
        letters = word.replace(" ", "")
        sounds = (SOUND + letters, INITIALS + letters)
    return Term(tuple(dict.fromkeys(spellings)), sounds)
