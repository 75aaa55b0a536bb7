"""Fold text for matching: what differs only in spelling becomes equal, and offsets lead back to the original.

Full width is half width, traditional is simplified, capitals are small, accents are dropped, every zero of a Chinese
year is 〇, and what is not written aloud (punctuation, quotes, spaces, line ends) is left out. So 「永遠，跟黨走」 and
永远跟党走 are equal, and so is a transcription that keeps the line ends of the scroll.

Each character is folded by itself, without looking at its neighbours: a part of a text always folds to a part of the
folded text, and nothing that stands in a text can be missed. (Converting by phrases, as OpenCC does by default, keeps
the 乾 of 乾坤 and changes the one of 乾淨; then a search for 乾 misses half of them.) Two exceptions look at neighbours:
a gap between two words of a script with spaces stays one space, and a Latin O or a digit 0 inside a Chinese year
(二O二一) is 〇.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

CJK = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""A range for regular expressions: Han, kana and the radicals; scripts that are written without spaces."""

_DIGITS = "〇一二三四五六七八九"
_ZERO_IN_YEAR = re.compile(f"(?<=[{_DIGITS}])[o0]+(?=[{_DIGITS}年])")
_GAP_TO_DROP = re.compile(f"^ +| +$|(?<=[{CJK}]) +| +(?=[{CJK}])")
_GAPS = re.compile(" {2,}")
_ROUND_ZEROS = {"○": "〇", "◯": "〇", "⚪": "〇", "\u3007": "〇"}
_DOUBTFUL = "□"  # stands for an illegible character in a transcription, so it keeps its place


@dataclass(frozen=True)
class Folded:
    """A folded text. ``offsets[i]`` is where the i-th folded character stands in the original."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the original, as a half-open span. ``start < end``."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> str:
    """The folded form of ``text``."""
    folded = text.translate(_TABLE)
    folded = _GAP_TO_DROP.sub("", _GAPS.sub(" ", folded))
    return _ZERO_IN_YEAR.sub(lambda zeros: "〇" * len(zeros[0]), folded)


def fold_with_offsets(text: str) -> Folded:
    """The folded form of ``text``, and for each of its characters the place in ``text``."""
    pairs = [(char, place) for place, source in enumerate(text) for char in _TABLE[ord(source)]]
    spread = "".join(char for char, _ in pairs)
    dropped = {i for gap in _GAPS.finditer(spread) for i in range(gap.start() + 1, gap.end())}
    dropped |= {i for gap in _GAP_TO_DROP.finditer(spread) for i in range(gap.start(), gap.end())}
    kept = [pair for i, pair in enumerate(pairs) if i not in dropped]
    joined = "".join(char for char, _ in kept)
    joined = _ZERO_IN_YEAR.sub(lambda zeros: "〇" * len(zeros[0]), joined)
    return Folded(joined, tuple(place for _, place in kept))


class _Table(dict[int, str]):
    """What each code point becomes, worked out when it is first met; a space for what is left out."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        return folded


def _fold_one(char: str) -> str:
    if char in _ROUND_ZEROS:
        return _ROUND_ZEROS[char]
    if char == _DOUBTFUL:
        return char
    if unicodedata.category(char) == "Cs":  # half of a pair: no text at all
        return " "
    if _is_silent_mark(char):
        return ""
    bare = "".join(c for c in unicodedata.normalize("NFKD", char) if not _is_silent_mark(c))
    plain = unicodedata.normalize("NFC", bare).casefold()
    plain = "".join(c for c in unicodedata.normalize("NFKC", plain) if not _is_silent_mark(c))
    return "".join(_simplified(c) if _is_spoken(c) else " " for c in plain)


def _is_silent_mark(char: str) -> bool:
    """An accent on a letter, or a selector of a glyph. The vowel marks of other scripts are not silent."""
    return (
        "\u0300" <= char <= "\u036f" or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    )


def _is_spoken(char: str) -> bool:
    """A letter, a number, a mark of a letter, or a private character (rare names in old fonts)."""
    category = unicodedata.category(char)
    return category[0] in "LNM" or category == "Co" or char == _DOUBTFUL


@cache
def _opencc() -> OpenCC:
    return OpenCC("t2s")


def _simplified(char: str) -> str:
    return char if char < "\u2e80" else _opencc().convert(char)


_TABLE = _Table()
