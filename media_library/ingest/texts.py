"""Plain text becomes paragraphs."""

from pathlib import Path
from typing import Any

from media_library.ingest.made import Made, record
from media_library.ingest.markup import paragraphs
from media_library.ingest.refused import Refused
from media_library.ingest.sniff_text import decode

#: What search and lists take from a text; the whole stands in text.html.
OPENING = 400


def examine(source: Path) -> dict[str, Any]:
    """``characters`` without white space, and the ``opening``. Raises Refused for an empty or unreadable text."""
    return describe(decode(source.read_bytes()))


def derive(source: Path, folder: Path, facts: dict[str, Any]) -> list[Made]:
    """``text.html``."""
    return [write_html(paragraphs(decode(source.read_bytes())), folder)]


def describe(text: str) -> dict[str, Any]:
    """The facts of a text. Raises Refused where there is none."""
    words = "".join(text.split())
    if not words:
        raise Refused("no_text")
    return {"characters": len(words), "opening": " ".join(text.split())[:OPENING]}


def write_html(markup: str, folder: Path) -> Made:
    """Write ``text.html``: a fragment, to stand inside a page of ours."""
    path = folder / "text.html"
    path.write_text(markup, encoding="utf-8")
    return record(path, "text", "text/html")
