"""Where a query's words stand in the original text, and the piece of it to show."""

from collections.abc import Sequence
from dataclasses import dataclass

from zh.fold import Folded, fold_with_offsets
from zh.pinyin import spans_by_sound
from zh.terms import Query


@dataclass(frozen=True)
class Piece:
    """A stretch of the original text; ``hit`` where it is what was looked for."""

    text: str
    hit: bool = False


def marked(text: str, query: Query) -> list[Piece]:
    """The whole text in pieces, also where it only sounds as asked. Joined they are the text again."""
    folded = fold_with_offsets(text)
    spans = _spans(folded, query) or _spans_by_sound(folded, query)
    return _cut(text, spans, 0, len(text))


def excerpt(texts: Sequence[str], query: Query, length: int = 80) -> list[Piece]:
    """About ``length`` characters around the first hit in the first text that has one, with every hit marked.

    Where no text has a hit (it was found by sound, or in the title) it is the beginning of the first that says
    anything. Line ends are shown as spaces.
    """
    texts = [" ".join(text.split()) for text in texts]
    for text in texts:
        if spans := _spans(fold_with_offsets(text), query):
            start = max(0, min(spans[0][0] - length // 4, len(text) - length))
            return _framed(text, spans, start, max(start + length, spans[0][1]))
    first = next((text for text in texts if text), "")
    return _framed(first, [], 0, length) if first else []


def _framed(text: str, spans: list[tuple[int, int]], start: int, end: int) -> list[Piece]:
    end = min(end, len(text))
    pieces = _cut(text, spans, start, end)
    before = [Piece("…")] if start > 0 else []
    after = [Piece("…")] if end < len(text) else []
    return before + pieces + after


def _spans(folded: Folded, query: Query) -> list[tuple[int, int]]:
    """Half-open spans of the original that are hits, in order. Hits that overlap are one; neighbours are not."""
    found: list[tuple[int, int]] = []
    for spelling in query.spellings:
        place = folded.text.find(spelling)
        while place >= 0:
            found.append((place, place + len(spelling)))
            place = folded.text.find(spelling, place + 1)
    return _in_original(folded, found)


def _spans_by_sound(folded: Folded, query: Query) -> list[tuple[int, int]]:
    letters = {sound[1:] for term in query.wanted for sound in term.sounds}
    return _in_original(folded, [span for typed in letters for span in spans_by_sound(folded.text, typed)])


def _in_original(folded: Folded, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [folded.span(start, end) for start, end in merged]


def _cut(text: str, spans: list[tuple[int, int]], start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    place = start
    for first, last in spans:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        if place < first:
            pieces.append(Piece(text[place:first]))
        pieces.append(Piece(text[first:last], hit=True))
        place = last
    if place < end:
        pieces.append(Piece(text[place:end]))
    return pieces
