"""What cameras' sensors saw (DNG, NEF, ARW …) begins like a TIFF whose first picture is a stamp: it must not pass as one."""

import struct
from pathlib import Path
from typing import IO

ENDINGS = {
    ".dng", ".nef", ".nrw", ".cr2", ".cr3", ".arw", ".srf", ".sr2", ".pef", ".orf", ".rw2", ".raf", ".srw", ".3fr",
    ".iiq", ".dcr", ".kdc", ".mrw", ".erf", ".mef", ".mos", ".rwl", ".raw",
}  # fmt: skip
_COMPRESSION, _PHOTOMETRIC, _SUB_DIRECTORIES, _DNG_VERSION = 259, 262, 330, 0xC612
#: Colours as the sensor's filter has them, and makers' own ways to pack them.
_SENSOR = {32803, 34892}
_MAKERS = {32767, 32769, 32770, 34713, 65000, 65535}
_ENTRIES, _DIRECTORIES = 400, 8


def is_raw(path: Path) -> bool:
    """Whether the first directory of a TIFF, or one below it, holds what a sensor saw."""
    with path.open("rb") as file:
        head = file.read(8)
        order = "<" if head[:2] == b"II" else ">"
        if struct.unpack(f"{order}H", head[2:4])[0] != 42:
            return False  # BigTIFF: no camera writes it
        first = _directory(file, struct.unpack(f"{order}I", head[4:])[0], order)
        if _DNG_VERSION in first or _is_sensor(first):
            return True
        return any(
            _is_sensor(_directory(file, at, order)) for at in first.get(_SUB_DIRECTORIES, ())[:_DIRECTORIES]
        )


def _is_sensor(tags: dict[int, tuple[int, ...]]) -> bool:
    return bool(_SENSOR & {*tags.get(_PHOTOMETRIC, ())} or _MAKERS & {*tags.get(_COMPRESSION, ())})


def _directory(file: IO[bytes], at: int, order: str) -> dict[int, tuple[int, ...]]:
    """The tags of the directory there, with their values where these are short or long numbers."""
    file.seek(at)
    count = file.read(2)
    if len(count) < 2:
        return {}
    number = min(struct.unpack(f"{order}H", count)[0], _ENTRIES)
    data = file.read(12 * number)
    tags: dict[int, tuple[int, ...]] = {}
    for start in range(0, len(data) - 11, 12):
        tag, kind, values = struct.unpack(f"{order}HHI", data[start : start + 8])
        tags[tag] = _numbers(file, data[start + 8 : start + 12], kind, values, order)
    return tags


def _numbers(file: IO[bytes], value: bytes, kind: int, count: int, order: str) -> tuple[int, ...]:
    if kind not in (3, 4, 13) or count > _DIRECTORIES:
        return ()
    size, code = (2, "H") if kind == 3 else (4, "I")
    if size * count > 4:
        file.seek(struct.unpack(f"{order}I", value)[0])
        value = file.read(size * count)
    return struct.unpack(f"{order}{count}{code}", value[: size * count]) if len(value) >= size * count else ()
