"""What is not taken is called by its name; a text that begins with the same letters passes."""

from pathlib import Path

import pytest

from media_library.ingest.refused import Refused
from media_library.ingest.turned_away import turn_away


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"BM\0\0", "other_picture"),
        (b"#!AMR\n", "other_recording"),
        (b"#!/bin/sh", "script"),
        (b"MAC \x96\0", "other_recording"),
        (b"a".ljust(257, b"\0") + b"ustar", "archive"),
    ],
)
def test_what_is_turned_away(head: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=code):
        turn_away(head, tmp_path / "none")


@pytest.mark.parametrize("head", ["BMW 与法".encode(), "MAC 地址".encode(), b"MZ", b"FORM 1", b"hello"])
def test_what_may_be_a_text(head: bytes, tmp_path: Path) -> None:
    turn_away(head, tmp_path / "none")


def test_an_office_file_under_a_password_is_told_from_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    for inside, code in (("", "old_office"), ("EncryptedPackage", "encrypted")):
        path.write_bytes(start + bytes(600) + inside.encode("utf-16-le"))
        with pytest.raises(Refused, match=code):
            turn_away(start, path)
