"""The table of limits in docs/files.md says what the code does."""

import re
from pathlib import Path

from media_library.ingest import limits
from media_library.ingest.formats import FORMATS

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "files.md").read_text(encoding="utf-8")


def test_the_table_of_limits_is_the_code() -> None:
    table = PAGE.split("## Limits")[1].split("## What is made")[0]

    rows = dict(re.findall(r"^\| ([^|]+) \| ([\d,]+) \|$", table, re.MULTILINE))

    assert {name: int(number.replace(",", "")) for name, number in rows.items()} == {
        "pixels of a picture": limits.PICTURE_PIXELS,
        "frames × pixels of a moving picture": limits.ANIMATION_PIXELS,
        "frames or pages of a picture": limits.PICTURE_FRAMES,
        "bytes of notes beside a picture, inflated": limits.NOTES_BYTES,
        "hours of a recording": limits.RECORDING_HOURS,
        "tracks of a recording": limits.RECORDING_STREAMS,
        "pixels of a video frame": limits.VIDEO_PIXELS,
        "parts of a document": limits.DOCUMENT_MEMBERS,
        "bytes of a document, inflated": limits.DOCUMENT_INFLATED_BYTES,
        "bytes of one XML part": limits.DOCUMENT_XML_BYTES,
        "tags in one XML part": limits.DOCUMENT_TAGS,
        "pages of a PDF": limits.PDF_PAGES,
        "pages of a PDF that are shown": limits.PDF_SHOWN_PAGES,
        "bytes of a plain text": limits.TEXT_BYTES,
        "bytes of captions": limits.CAPTION_BYTES,
    }


def test_every_format_that_is_taken_is_named() -> None:
    table = PAGE.split("## What is taken")[1].split("## Limits")[0].lower()

    assert [code for code in FORMATS if code not in table] == []
