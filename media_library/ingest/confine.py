"""What a child process gives up before it looks at a stranger's bytes. Called inside the child, first thing."""

import contextlib
import ctypes
import os
import resource
import signal
import sys
from dataclasses import asdict, dataclass

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38


@dataclass(frozen=True)
class Limits:
    """What one run may use: bytes of address space and of each file written, seconds of CPU and of the clock."""

    memory: int = 3 * 1024**3
    file_bytes: int = 2 * 1024**3
    cpu_seconds: int = 40
    seconds: float = 58.0
    open_files: int = 256

    def as_data(self) -> dict[str, float]:
        return asdict(self)


def confine(limits: Limits) -> None:
    """Take on the limits, lower the priority, and leave the network where the kernel lets us."""
    if sys.platform == "linux":  # macOS keeps no such limit
        _limit(resource.RLIMIT_AS, limits.memory)
    _limit(resource.RLIMIT_FSIZE, limits.file_bytes)
    _limit(resource.RLIMIT_NOFILE, limits.open_files)
    _limit(resource.RLIMIT_CORE, 0)
    # SIGXCPU at the soft limit ends the process; the hard one is for code that would catch it.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 5))
    # A file that grows too large is then an error of the write, not the end of the process.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    os.nice(10)
    os.umask(0o077)
    if sys.platform == "linux":
        _leave_the_network()


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that started it ends, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _limit(what: int, value: int) -> None:
    _soft, hard = resource.getrlimit(what)
    ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (ceiling, ceiling))


def _leave_the_network() -> None:
    """An empty network namespace and no new privileges.

    Containers often forbid namespaces. Then nothing is lost but one of several walls: the parsers have no protocol
    but files, and are told so.
    """
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        # root keeps its own user namespace: leaving it would cost the right to read files of others.
        libc.unshare(_CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET)
