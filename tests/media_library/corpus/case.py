"""A file of the corpus and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from media_library.ingest.formats import FORMATS
from tests.media_library.corpus_pictures import Maker

GOOD, BAD, EITHER = "good", "bad", "either"


@dataclass(frozen=True)
class Case:
    """``expected`` is the format that a good file is taken as, the code that a bad one is refused with, and empty
    where both are right as long as nothing breaks. ``slow`` ones are run by `make drill` alone.
    """

    name: str
    make: Maker
    kind: str
    expected: str = ""
    slow: bool = False


def good(name: str, make: Maker, format: str = "", *, slow: bool = False) -> Case:
    """A file that must be taken, as ``format`` or else as what its ending says."""
    return Case(name, make, GOOD, format or _by_ending(name), slow)


def bad(name: str, make: Maker, code: str, *, slow: bool = False) -> Case:
    """A file that must be refused with ``code``."""
    return Case(name, make, BAD, code, slow)


def either(name: str, make: Maker, *, slow: bool = False) -> Case:
    """A file that nobody can judge, but that must harm nothing."""
    return Case(name, make, EITHER, slow=slow)


def written(data: Callable[[], bytes]) -> Maker:
    """A maker that writes what ``data`` returns, once somebody wants it."""
    return lambda path: path.write_bytes(data()) and None


def bytes_of(make: Maker, folder: Path, name: str = "made") -> bytes:
    """What ``make`` writes."""
    make(folder / name)
    return (folder / name).read_bytes()


def _by_ending(name: str) -> str:
    ending = PurePosixPath(name).suffix.lower()
    return next(each.code for each in FORMATS.values() if ending in each.endings)
