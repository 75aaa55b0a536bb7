"""Where on the pictures each line of the 释文 stands (regions), and which squares of them are shown large (看一笔).

Both are kept by the asset, in pixels of the upright original, so that they stay true when the order of the pictures
changes. Regions belong to lines by their words, as a script's times do (``showcase.transcript``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from showcase import reading
from showcase.transcript import key_of

CLOSEUPS = 3
#: The shortest side of a square: less would be blurred on a phone's whole width.
SMALLEST_SIDE = 200
LONGEST_WORDS = 80

Regions = list[tuple[str, list[list[int]]]]
"""As ``WorkPage.regions`` keeps it: for each line a digest of its words, and its rectangles: asset, x, y, width, height."""


@dataclass(frozen=True)
class Rectangle:
    """A part of a picture, in pixels of the upright original."""

    asset: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Closeup:
    """A square of a picture, and one sentence about it."""

    asset: int
    x: int
    y: int
    side: int
    words: str


def lines_of(text: str) -> list[str]:
    """The lines of a transcription in order."""
    return [line for stanza in reading.stanzas(text) for line in stanza]


def regions_of(text: str, regions: Sequence[Sequence[object]]) -> list[list[Rectangle]]:
    """The rectangles of each line of the text, as far as ``regions`` still knows it.

    A line that was only written otherwise keeps its place; where lines came or went, the others keep theirs.
    """
    keys = [key_of(line) for line in lines_of(text)]
    found: list[list[Rectangle]] = [[] for _key in keys]
    known = [str(key) for key, _boxes in regions]
    for tag, old, end, new, last in SequenceMatcher(None, known, keys, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and end - old == last - new):
            for step in range(end - old):
                boxes: object = regions[old + step][1]
                found[new + step] = [Rectangle(*box) for box in boxes]  # type: ignore[attr-defined]
    return found


def as_regions(text: str, boxes: Sequence[Sequence[Rectangle]]) -> Regions:
    """What is kept of these rectangles, line by line; nothing where there are none."""
    if not any(boxes):
        return []
    return [
        (key_of(line), [[b.asset, b.x, b.y, b.width, b.height] for b in rectangles])
        for line, rectangles in zip(lines_of(text), boxes, strict=True)
    ]


def closeups_of(closeups: Sequence[Sequence[object]]) -> list[Closeup]:
    """What ``WorkPage.closeups`` keeps: asset, x, y, side, words of each."""
    return [Closeup(*each) for each in closeups]  # type: ignore[arg-type]
