"""A raw photograph is told from a TIFF by its directories, not by its name."""

import struct
from pathlib import Path

import pytest

from media_library.ingest.raw_photographs import is_raw
from tests.media_library.corpus import tiff


@pytest.mark.parametrize(
    ("data", "raw"),
    [
        (tiff.raw(b"NIKON CORPORATION\0"), True),
        (tiff.raw(b"Leica\0", (0xC612, 1, 4, 0x401), subs=False), True),
        (tiff.raw(b"PENTAX\0", subs=False), False),
        (tiff.by_hand(), False),
        (tiff.by_hand(photometric=32803), True),
        (tiff.loop(), False),
        (b"II*\0\xff\xff\xff\x7f", False),
        (b"MM\0+" + bytes(20), False),
        (tiff.by_hand((330, 4, 0x7FFFFFFF, 8)), False),
    ],
)
def test_what_the_directories_say(data: bytes, raw: bool, tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(data)

    assert is_raw(path) is raw


def test_big_endian(tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(b"MM\0*" + struct.pack(">I", 8) + tiff.directory((262, 3, 1, 32803), order=">"))

    assert is_raw(path)
