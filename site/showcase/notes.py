"""A document's prose as a page sets it: its notes beside the words they belong to, its pictures as figures.

Ingest keeps the notes of a Word document as ``<sup>[1]</sup>`` in the text and one list at its end, each entry closed by
an arrow; links and names were cleaned away, so that here they are known by that form.
"""

import re

_LIST = re.compile(r"<ol>((?:\s*<li>(?:(?!</li>).)*↑\s*</p>\s*</li>)+)\s*</ol>\s*$", re.S)
_ENTRY = re.compile(r"<li>((?:(?!</li>).)*)</li>", re.S)
_MARK = re.compile(r"<sup>\[(\d{1,3})\]</sup>")
_BLOCK = re.compile(r"</?p>|\s*↑\s*(?=</p>\s*$)")
_FIGURE = re.compile(r"<p>\s*(<img\b[^>]*>)\s*</p>")


def set_prose(html: str) -> str:
    """The clean HTML of a document with its notes and pictures in their places."""
    html = _FIGURE.sub(r'<figure class="in-text">\1</figure>', html)
    found = _LIST.search(html)
    if not found:
        return html
    notes = [_BLOCK.sub(" ", entry).strip() for entry in _ENTRY.findall(found[1])]
    text = _MARK.sub(lambda mark: _noted(int(mark[1]), notes) or mark[0], html[: found.start()])
    entries = "".join(
        f'<li id="note-{number}"><a class="mark" href="#mark-{number}">{sign(number)}</a> {note}</li>'
        for number, note in enumerate(notes, start=1)
    )
    return f'{text}<ol class="notes">{entries}</ol>'


def _noted(number: int, notes: list[str]) -> str:
    """A mark that leads to its note, and the note itself, which wide pages set in their margin."""
    if not 1 <= number <= len(notes):
        return ""
    mark = f'<sup class="mark"><a href="#note-{number}" id="mark-{number}">{sign(number)}</a></sup>'
    return f'{mark}<span class="aside"><span class="mark">{sign(number)}</span> {notes[number - 1]}</span>'


def sign(number: int) -> str:
    """① to ⑳, as Chinese books count their notes; beyond that in brackets."""
    return chr(0x2460 + number - 1) if number <= 20 else f"[{number}]"
