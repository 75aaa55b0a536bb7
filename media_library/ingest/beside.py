"""What stands in a file beside its pixels and samples: notes, comments, and whatever hangs behind its end.

Walks the container and decodes nothing. A picture whose notes outweigh any camera's is refused here, before a library
takes them all into memory.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from media_library.ingest.formats import Format
from media_library.ingest.limits import MEGA, NOTES_BYTES
from media_library.ingest.refused import Refused, damaged

_WINDOW = 64 * 1024
_WHOLE = 512 * MEGA
#: What libraries need to keep one note, however short: a million of them took a minute.
_EACH = 512
_BOX = re.compile(rb"[A-Za-z0-9 _\xa9]{4}")
_PIXELS = {b"IDAT", b"fdAT", b"VP8 ", b"VP8L", b"ALPH", b"ANMF"}
#: Bytes of a PNG chunk before what is compressed: a name and how it is packed.
_PACKED = re.compile(
    rb"(?:iCCP|zTXt)[^\x00]{0,79}\x00\x00|iTXt[^\x00]{0,79}\x00\x01\x00[^\x00]*\x00[^\x00]*\x00"
)


@dataclass
class Beside:
    """``notes`` are what a program would skip; ``tail`` is what follows the end that the file itself tells."""

    notes: list[bytes]
    tail: bytes = b""


def beside(path: Path, found: Format) -> Beside:
    """Look at the file once. Raises Refused for too many notes, or a GIF that ends in the middle of a block."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if found.demuxer == "mov" or found.code == "heic":
            end = _end_of_boxes(file, size)
            return Beside(_ends(file, size), _read(file, end, size))
        if size > _WHOLE or found.code not in _WALKS:
            return Beside(_ends(file, size), _behind_pdf(file, size) if found.code == "pdf" else b"")
        data = file.read()
    notes, heavy, end = [], 0, len(data)
    for note, weight, until in _WALKS[found.code](data):
        heavy, end = heavy + (weight and max(weight, _EACH)), until
        if heavy > NOTES_BYTES:
            raise Refused("too_many_notes", limit=NOTES_BYTES // MEGA)
        notes.append(note)
    return Beside(notes, data[end:])


#: A note, its weight once unpacked, and where the walk has come to.
_Walk = Iterator[tuple[bytes, int, int]]


def _jpeg(data: bytes) -> _Walk:
    """Segments up to the pixels; the end of the picture is the first marker that says so (pixels cannot hold it)."""
    at = 2
    while 0 <= at < len(data) - 4 and data[at + 1] != 0xD9:
        if data[at] != 0xFF:  # noise between segments, which every decoder skips
            at = data.find(b"\xff", at)
        elif data[at + 1] == 0xFF:
            at += 1
        elif data[at + 1] == 0xDA:
            at = data.find(b"\xff\xd9", at)
        else:
            length = int.from_bytes(data[at + 2 : at + 4], "big")
            yield data[at + 4 : at + 2 + length], length, at + 2 + length
            at += 2 + max(length, 2)
    yield b"", 0, at + 2 if 0 <= at < len(data) else len(data)


def _png(data: bytes) -> _Walk:
    at = 8
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        if kind not in _PIXELS:
            chunk = data[at + 4 : end - 4]
            yield chunk, length + _inflated(chunk), min(end, len(data))
        if kind == b"IEND":
            break
        at = end
    yield b"", 0, min(at + 12, len(data)) if data[at + 4 : at + 8] == b"IEND" else len(data)


def _inflated(chunk: bytes) -> int:
    """The bytes that a chunk unpacks to, counted no further than is allowed."""
    packed = _PACKED.match(chunk)
    if not packed:
        return 0
    unpacker, total, rest = zlib.decompressobj(), 0, chunk[packed.end() :]
    try:
        while rest and total <= NOTES_BYTES:
            total += len(unpacker.decompress(rest, MEGA))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return total  # whether that matters, the decoder says
    return total


def _gif(data: bytes) -> _Walk:
    at = 13 + _colours(data[10:11])
    while at < len(data):
        kind, start = data[at], at
        if kind == 0x21:
            at += 2
        elif kind == 0x2C:
            at += 11 + _colours(data[at + 9 : at + 10])
        else:
            break
        while at < len(data) and data[at]:
            at += 1 + data[at]
        at += 1
        if at > len(data):
            raise damaged("the GIF ends in the middle of a block")
        note = data[start:at] if kind == 0x21 else b""
        yield note, len(note), at
    yield b"", 0, at + (data[at : at + 1] == b"\x3b")


def _colours(flags: bytes) -> int:
    return 3 * (2 << (flags[0] & 7)) if flags and flags[0] & 0x80 else 0


def _riff(data: bytes) -> _Walk:
    end = min(8 + int.from_bytes(data[4:8], "little"), len(data))
    at = 12
    while at + 8 <= end:
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind not in _PIXELS:
            yield data[at + 8 : at + 8 + length], length, end
        at += 8 + length + length % 2
    yield b"", 0, end + end % 2


_WALKS = {"jpeg": _jpeg, "png": _png, "gif": _gif, "webp": _riff}


def _end_of_boxes(file: IO[bytes], size: int) -> int:
    """Where the last box ends that has a name as boxes have."""
    at = 0
    while at + 8 <= size:
        head = _read(file, at, at + 16)
        length = int.from_bytes(head[:4], "big")
        if not _BOX.fullmatch(head[4:8]) or 1 < length < 8:
            return at
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if head[4:8] == b"moov" and at + length > size:
            raise damaged("the index is cut off")
        at = size if length == 0 else at + max(length, 8)
    return min(at, size)


def _behind_pdf(file: IO[bytes], size: int) -> bytes:
    """What follows the last mark of an end. Raises Refused where there is none: then pages may be missing."""
    last = _read(file, max(0, size - _WINDOW), size)
    if b"%%EOF" not in last:
        raise damaged("no end of the PDF")
    return last.rpartition(b"%%EOF")[2]


def _ends(file: IO[bytes], size: int) -> list[bytes]:
    """The beginning and the end, of a file in which nothing else can be told apart."""
    return [_read(file, 0, 4096), _read(file, max(4096 - 16, size - _WINDOW), size)]


def _read(file: IO[bytes], start: int, stop: int) -> bytes:
    file.seek(start)
    return file.read(min(max(stop - start, 0), _WHOLE))
