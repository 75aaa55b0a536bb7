"""What somebody may have meant: words that sound the same (走近一线 for 走进一线), and titles and names that begin so."""

import re

from showcase.search import WORKS
from zh.documents import as_parts
from zh.excerpt import marked
from zh.fold import CJK, fold_with_offsets
from zh.index import Hit
from zh.pinyin import full, name_readings, syllables
from zh.terms import SOUND, Query, Term, parse

_HAN_WORD = re.compile(f"[{CJK}]{{2,12}}")
_LOOKED_AT = 20
_OFFERED = 8
_NAME = 20
"""Names are no longer, in characters."""


def did_you_mean(text: str) -> str | None:
    """The question with words of titles and names in place of those that only sound like them, or None.

    Asked for where nothing was found. Each word is looked up by itself; one that stands somewhere stays.
    """
    query = parse(text)
    changed = False
    words = []
    for term in query.wanted:
        word = term.spellings[0]
        instead = _same_sound(word) if _HAN_WORD.fullmatch(word) else None
        changed = changed or instead is not None
        words.append(instead or word)
    return " ".join(words) if changed else None


def complete(text: str) -> list[str]:
    """At most eight titles of public works, and names of their authors, that say what is typed so far, the best first."""
    query = parse(text)
    found = WORKS.search(query, limit=_OFFERED * 2).hits
    words = dict.fromkeys(word for hit in found for word in _titles_and_names(hit))
    return [word for word in words if all(_says(word, term) for term in query.wanted)][:_OFFERED]


def _says(word: str, term: Term) -> bool:
    if any(piece.hit for piece in marked(word, Query((term,)))):
        return True
    heard = [sound[1:] for sound in term.sounds[:1]]
    readings = name_readings(word) if heard and len(word) <= _NAME else []  # 曾 is no ceng
    said = [part for each in readings for part in ("".join(each), "".join(sound[0] for sound in each))]
    return any(each.startswith(letters) for letters in heard for each in said)


def _same_sound(word: str) -> str | None:
    if WORKS.search(f'"{word}"', limit=1).total:
        return None
    sound = full(word)
    by_sound = Query((Term((word,), (SOUND + sound,)),))
    for hit in WORKS.search(by_sound, limit=_LOOKED_AT).hits:
        for text in _titles_and_names(hit):
            if instead := _part_that_sounds(text, syllables(word)):
                return instead
    return None


def _titles_and_names(hit: Hit) -> list[str]:
    return [str(hit.fields.get("title", "")), *as_parts(hit.fields.get("authors", []))]


def _part_that_sounds(text: str, wanted: list[str]) -> str | None:
    """The part of ``text`` that has exactly these syllables, without what is not spoken."""
    folded = fold_with_offsets(text)
    # A Han character is one syllable, so a part of as many characters is all that can be meant.
    for start in range(len(folded.text) - len(wanted) + 1):
        part = folded.text[start : start + len(wanted)]
        if syllables(part) == wanted:
            return part
    return None
