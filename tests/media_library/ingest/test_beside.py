"""What stands beside the pixels is found wherever it hides, and counted before it is unpacked."""

import struct
import zlib
from pathlib import Path

import pytest

from media_library.ingest import beside as module
from media_library.ingest.beside import beside
from media_library.ingest.formats import FORMATS
from media_library.ingest.refused import Refused
from tests.media_library.corpus import jpeg, png, webp_gif
from tests.media_library.corpus_pictures import chunk


def walk(data: bytes, code: str, folder: Path) -> module.Beside:
    path = folder / "picture"
    path.write_bytes(data)
    return beside(path, FORMATS[code])


def test_notes_and_tail_of_a_jpeg(tmp_path: Path) -> None:
    found = walk(
        jpeg.with_segments(jpeg.jpeg(), jpeg.segment(0xFE, b"a comment")) + b"behind", "jpeg", tmp_path
    )

    assert b"a comment" in found.notes
    assert found.tail == b"behind"


def test_notes_and_tail_of_a_png(tmp_path: Path) -> None:
    found = walk(png.with_chunks(chunk(b"tEXt", b"Comment\0x")) + b"behind", "png", tmp_path)

    assert b"tEXtComment\0x" in found.notes
    assert not any(note.startswith(b"IDAT") for note in found.notes)
    assert found.tail == b"behind"


def test_tails_of_gif_webp_and_boxes(tmp_path: Path) -> None:
    gif = webp_gif.gif(2, 2, webp_gif.GIF_FRAME)
    boxes = b"\0\0\0\x10ftypisom\0\0\0\0" + b"\0\0\0\x0cmdatabcd"

    assert walk(gif + b"behind", "gif", tmp_path).tail == b"behind"
    assert walk(gif, "gif", tmp_path).tail == b""
    assert walk(webp_gif.riff((b"NOTE", b"ab")) + b"behind", "webp", tmp_path).tail == b"behind"
    assert walk(boxes + b"Rar!\x1a\x07\x01\0", "mp4", tmp_path).tail == b"Rar!\x1a\x07\x01\0"
    assert walk(boxes, "mp4", tmp_path).tail == b""


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
def test_packed_notes_are_counted_as_they_would_be_unpacked(kind: bytes, tmp_path: Path) -> None:
    walk(png.with_chunks(png.notes(40_000_000, kind)), "png", tmp_path)

    with pytest.raises(Refused, match="too_many_notes"):
        walk(png.with_chunks(png.notes(60_000_000, kind)), "png", tmp_path)


def test_many_small_notes_are_added_up(tmp_path: Path) -> None:
    one = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(10_000_000)))

    with pytest.raises(Refused, match="too_many_notes"):
        walk(png.with_chunks(*[one] * 6), "png", tmp_path)


@pytest.mark.parametrize("left", [20, 21, 30, 53, 54, 56, 66])
def test_a_gif_that_ends_in_a_block_is_damaged(left: int, tmp_path: Path) -> None:
    data = webp_gif.gif(2, 2, b"\x21\xfe\x20" + bytes(32) + b"\0" + webp_gif.GIF_FRAME)

    with pytest.raises(Refused, match="damaged"):
        walk(data[:left], "gif", tmp_path)


def test_a_cut_index_and_a_pdf_without_an_end_are_damaged(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="damaged"):
        walk(b"\0\0\0\x10ftypisom\0\0\0\0" + struct.pack(">I", 900) + b"moov" + bytes(100), "mp4", tmp_path)
    with pytest.raises(Refused, match="damaged"):
        walk(b"%PDF-1.7\n" + bytes(900), "pdf", tmp_path)
