"""The part of a file that a player asks for (RFC 9110 §14): one range, in bytes."""

import io
import re
from typing import BinaryIO

_RANGE = re.compile(r"bytes=\s*([0-9]{0,18})-([0-9]{0,18})\s*", re.IGNORECASE)


class Unsatisfiable(Exception):
    """The range begins after the file's end: 416."""


def wanted(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte, both inclusive, of a file of ``size`` bytes; None for the whole file.

    A header that is absent, in another unit, malformed or asks for several ranges is as good as none: a server may
    always send everything. Raises Unsatisfiable.
    """
    match = _RANGE.fullmatch(header)
    if not match or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if not first:
        if int(last) == 0 or size == 0:
            raise Unsatisfiable
        return max(0, size - int(last)), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return int(first), min(int(last), size - 1) if last else size - 1


class Part(io.RawIOBase):
    """An open file that ends after ``length`` bytes from ``first``. Has a descriptor, so that servers may sendfile."""

    def __init__(self, file: BinaryIO, first: int, length: int) -> None:
        super().__init__()
        self._file = file
        self._rest = length
        file.seek(first)

    def readable(self) -> bool:
        """It is for reading only."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size`` (all that are left for a negative one)."""
        block = self._file.read(self._rest if size < 0 else min(size, self._rest))
        self._rest -= len(block)
        return block

    def fileno(self) -> int:
        """The file's descriptor, which stands at the next byte."""
        return self._file.fileno()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move in the whole file, as ``socket.sendfile`` does after it sent from the descriptor."""
        return self._file.seek(offset, whence)

    def close(self) -> None:
        """Close the file too."""
        self._file.close()
        super().close()
