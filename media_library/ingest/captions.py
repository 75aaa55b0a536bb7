"""Captions beside a lecture: SRT or WebVTT comes in, plain WebVTT goes out, every cue checked.

What is shown is words and times: markup, colours and places on the picture are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from media_library.ingest.limits import CAPTION_BYTES, MEGA
from media_library.ingest.made import Made, record
from media_library.ingest.refused import Refused
from media_library.ingest.sniff_text import decode

_TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)[,.](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
#: <i>, <font …>, <c.yellow>, <00:01.000> (and not a < b), and what SRT took over from other programs: {\an8}.
_MARKUP = re.compile(
    r"</?(?:[ibucv]|font|lang|ruby|rt)(?:[ .][^<>]{0,200})?>|<\d[\d:.]{0,15}>|\{\\[^{}]{0,100}\}"
)
_NOT_CUES = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Cue:
    """Words, and from which to which second they are said."""

    start: float
    end: float
    words: str


def examine(source: Path) -> dict[str, Any]:
    """``cues``, how many there are, and the ``opening``. Raises Refused for what is no captions."""
    cues = _cues_of(source)
    return {"cues": len(cues), "opening": " ".join(cue.words for cue in cues[:10])[:400]}


def derive(source: Path, folder: Path) -> list[Made]:
    """``captions.vtt``."""
    path = folder / "captions.vtt"
    path.write_text(as_webvtt(_cues_of(source)), encoding="utf-8")
    return [record(path, "captions", "text/vtt")]


def read(text: str) -> list[Cue]:
    """The cues in the order in which they are said.

    Raises Refused, with the line, where a cue has no times or ends before it begins, and where there is none at all.
    """
    cues = []
    for number, lines in _blocks(text):
        at = next((at for at, line in enumerate(lines[:2]) if "-->" in line), None)
        if at is None:
            if lines[0].startswith(("WEBVTT", *_NOT_CUES)):
                continue
            raise Refused("bad_captions", line=number)
        times = _TIMES.fullmatch(lines[at])
        if not times:
            raise Refused("bad_captions", line=number + at)
        start, end = _seconds(*times.groups()[:4]), _seconds(*times.groups()[4:])
        if end < start:
            raise Refused("bad_captions", line=number + at)
        for after, line in enumerate(lines[at + 1 :], start=number + at + 1):
            if _TIMES.fullmatch(line):  # a cue that no empty line parts from the one before it
                raise Refused("bad_captions", line=after)
        words = "\n".join(line for each in lines[at + 1 :] if (line := _plain(each)))
        if words:
            cues.append(Cue(start, end, words))
    if not cues:
        raise Refused("no_text")
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


def as_webvtt(cues: list[Cue]) -> str:
    """The cues as a WebVTT file."""
    parts = ["WEBVTT"]
    for cue in cues:
        words = cue.words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        parts.append(f"{_clock(cue.start)} --> {_clock(cue.end)}\n{words}")
    return "\n\n".join(parts) + "\n"


def _cues_of(source: Path) -> list[Cue]:
    if source.stat().st_size > CAPTION_BYTES:
        raise Refused("too_long_text", limit=CAPTION_BYTES // MEGA)
    return read(decode(source.read_bytes()))


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The number of its first line, from 1, and the lines, of each run of lines that are not empty."""
    block: list[str] = []
    number = 0
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []
    if block:
        yield number - len(block) + 1, block


def _plain(line: str) -> str:
    return unescape(_MARKUP.sub("", line)).strip()


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


def _clock(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"
