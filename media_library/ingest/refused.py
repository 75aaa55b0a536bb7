"""Why a file is not taken. No Django here: parsers run in a child process that never loads it."""

import errno
import os
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Refusal:
    """A code of ``refusals.SENTENCES`` and what its sentence names (numbers, names), kept with the asset as data."""

    code: str
    params: dict[str, str | int | float] = field(default_factory=dict)


class Refused(Exception):
    """The file is at fault, not we: trying again would give the same answer."""

    def __init__(self, code: str, **params: str | int | float) -> None:
        super().__init__(code, params)
        self.refusal = Refusal(code, {name: _storable(value) for name, value in params.items()})


def _storable(value: str | int | float) -> str | int | float:
    """Names and parsers' words are a stranger's: a NUL in them is nothing that PostgreSQL would keep."""
    return "".join(each for each in value if each.isprintable()) if isinstance(value, str) else value


def damaged(error: object = "") -> Refused:
    """A refusal for bytes that end early or contradict themselves, with what the parser said, for engineers.

    Raises OSError where the parser complains of our disk: that is no fault of the file.
    """
    said = " ".join(str(error).split())
    if os.strerror(errno.ENOSPC) in said or os.strerror(errno.EFBIG) in said:
        raise OSError(errno.ENOSPC, said[:300])
    if "out of memory" in said.lower() or "cannot allocate memory" in said.lower():
        return Refused("too_big_to_read")
    return Refused("damaged", detail=said[:300])
