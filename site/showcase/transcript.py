"""What is said in a recording, beside it: the script with the times that somebody tapped, or else the captions.

Times belong to paragraphs by their words: where the text changes later, the paragraphs that stayed keep theirs.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from showcase import reading
from showcase.content import Content
from zh.script import tongue

Piece = TypeVar("Piece")
Timing = list[tuple[str, float | None]]
"""As ``WorkPage.timing`` keeps it: for each paragraph a digest of its words, and the second in which it begins."""


@dataclass(frozen=True)
class Said:
    """A paragraph, or the line of a caption, and the second in which it begins, where that is known."""

    words: str
    at: float | None = None


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a script in order."""
    return [paragraph for section in reading.sections(text) for paragraph in section]


def key_of(paragraph: str) -> str:
    """By which a paragraph is known again."""
    return hashlib.sha256("".join(paragraph.split()).encode()).hexdigest()[:16]


def timing_of(said: Sequence[str], times: Sequence[float | None]) -> Timing:
    """What is kept of the times of these paragraphs; nothing where none is known."""
    if not any(at is not None for at in times):
        return []
    return [(key_of(words), at) for words, at in zip(said, times, strict=True)]


def times_of(text: str, timing: Sequence[Sequence[object]]) -> list[float | None]:
    """When each paragraph of the text begins, as far as ``timing`` still knows it; all in rising order."""
    keys = [key_of(words) for words in paragraphs(text)]
    times: list[float | None] = [None] * len(keys)
    if timing:
        known = [str(key) for key, _at in timing]
        matcher = SequenceMatcher(None, known, keys, autojunk=False)
        for old, new, size in matcher.get_matching_blocks():
            for step in range(size):
                at = timing[old + step][1]
                times[new + step] = float(at) if isinstance(at, int | float) else None
    return times


#: With more rows than these a transcript scrolls by itself on a telephone, too.
LONG = 60
#: A script with more characters, beneath captions that say the same, is folded.
LONG_SCRIPT = 3000
#: What a page carries of a transcript, in characters, each row counted as so many more: some 25 kB compressed.
ROOM, ROW = 15_000, 10


@dataclass(frozen=True)
class Transcript:
    """What stands beside the player, in sections, and the paragraphs of the script that have no place there; or a part
    of both, and whether the rows go on in the next."""

    said: list[list[Said]]
    below: list[list[str]]
    goes_on: bool = False

    @property
    def timed(self) -> bool:
        """Whether anything in it has a time."""
        return any(each.at is not None for section in self.said for each in section)

    @property
    def tongue(self) -> str:
        """In which Chinese the rows are written."""
        return tongue("".join(each.words for section in self.said for each in section))

    @property
    def long(self) -> bool:
        """Whether it has more rows than somebody scrolls past."""
        return sum(map(len, self.said)) > LONG

    @property
    def script(self) -> int:
        """How many characters the script below has."""
        return sum(len(paragraph) for section in self.below for paragraph in section)

    @property
    def folded(self) -> bool:
        """Whether the script below is too long to scroll past."""
        return self.script > LONG_SCRIPT

    def parts(self) -> list["Transcript"]:
        """As much as a page has room for, and so on: rows first, then the script, unless there is room for both."""
        rows = [each for section in self.said for each in section]
        paragraphs = [each for section in self.below for each in section]
        if sum(len(each.words) + ROW for each in rows) + self.script <= ROOM:
            return [self]
        *before, last = _runs(rows, lambda each: len(each.words) + ROW) or [[]]
        said = [Transcript([run], [], goes_on=True) for run in before] + [Transcript([last], [])]
        return said + [Transcript([], [run]) for run in _runs(paragraphs, len)]


def _runs(pieces: Sequence[Piece], size: Callable[[Piece], int]) -> list[list[Piece]]:
    """In order, in runs that a page has room for; one piece may be longer."""
    runs: list[list[Piece]] = []
    room = 0
    for each in pieces:
        if not runs or size(each) > room:
            runs.append([])
            room = ROOM
        runs[-1].append(each)
        room -= size(each)
    return runs


def transcript(content: Content) -> Transcript:
    """The script where it is timed, else the captions of the first recording, else the script untimed."""
    script = reading.sections(content["text"])
    times = content.get("times") or []
    lines = cues(content)
    if lines and all(at is None for at in times):
        return Transcript([[Said(words, at) for at, words in lines]], script)
    following = iter(times)
    return Transcript([[Said(words, next(following, None)) for words in section] for section in script], [])


def cues(content: Content) -> list[tuple[float, str]]:
    """The lines of the captions that stand with the first recording, each with its second."""
    recordings = 0
    for medium in content["media"]:
        recordings += bool(medium.get("play"))
        if recordings > 1:
            break
        if medium.get("cues"):
            return [(at, words) for at, words in medium["cues"]]
    return []
