"""One file of the corpus goes through ingest, in the child process and under its limits, while the kernel tells what is
opened and what is written: whatever is not the file itself, our own programs, or the attempt's own folders is a finding.
"""

import os
import re
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from media_library.ingest import sandbox
from media_library.ingest.confine import Limits
from media_library.ingest.identify import identify
from media_library.ingest.refused import Refusal, Refused
from tests.media_library.corpus.case import BAD, EITHER, Case
from tests.media_library.corpus.disguises import plant

STRACE = shutil.which("strace")
_CALL = re.compile(r'^\d+ +(\w+)\((?:AT_FDCWD<([^>]*)>, )?"([^"]*)"(?:, [^"]*?"([^"]*)")?(.*)')
_OPENS = {"open", "openat", "openat2", "creat"}
_READS = {*_OPENS, "execve"}
_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
#: Where programs, their libraries and their fonts stand, and what they ask of the machine.
_OURS = ("/usr/", "/lib", "/bin/", "/opt/", "/proc/", "/sys/", "/dev/", "/etc/ld.so", "/etc/fonts", "/etc/localtime", "/etc/ssl", "/var/cache/fontconfig")  # fmt: skip
_SEEKING = ("/etc/passwd", "/etc/shadow", "/usr/share/canary")


@dataclass
class Outcome:
    """``got`` is a format, the code of a refusal, or how we failed. ``findings`` are what should never be."""

    case: Case
    got: str = ""
    seconds: float = 0.0
    findings: list[str] = field(default_factory=list)
    refusal: Refusal | None = None
    result: dict[str, Any] | None = None

    @property
    def as_expected(self) -> bool:
        if self.got.startswith("failed"):
            return False
        if self.case.kind == EITHER:
            return True
        refused = self.refusal is not None
        return refused == (self.case.kind == BAD) and self.got == self.case.expected


def attempt(case: Case, folder: Path) -> Outcome:
    """Make the file in ``folder`` and have it looked at, as the pipeline would."""
    outcome = Outcome(case)
    arrived, scratch, made = (folder / each for each in ("in", "scratch", "made"))
    for each in (arrived, scratch, made):
        each.mkdir(parents=True)
    case.make(arrived / case.name)
    # In the store it is called by a number; its name is data.
    source = (arrived / case.name).rename(arrived / "original")
    canaries = plant(arrived)
    before = _listing(folder)
    started = time.monotonic()
    try:
        _look(outcome, source, scratch, made)
    except Refused as refused:
        outcome.refusal, outcome.got = refused.refusal, refused.refusal.code
    except sandbox.ChildFailed as error:
        outcome.got = f"failed: {error}"
    outcome.seconds = time.monotonic() - started
    outcome.findings += [f"wrote {each}" for each in sorted(_listing(folder) - before)]
    outcome.findings += [
        f"changed {each.name}" for each in canaries if not each.exists() or each.read_bytes() != b"canary"
    ]
    for log in folder.glob("trace-*"):
        outcome.findings += findings(log.read_text(errors="replace"), source, (scratch, made))
    return outcome


def _look(outcome: Outcome, source: Path, scratch: Path, made: Path) -> None:
    name = outcome.case.name
    found = identify(source, name)
    if isinstance(found, Refusal):  # told from the bytes alone: no child is needed, here or in the pipeline
        raise Refused(found.code, **found.params)
    limits = Limits(cpu_seconds=120, seconds=240)
    with _traced(source.parent.parent):
        result = sandbox.run("show", source, made, scratch=scratch, limits=Limits(), name=name)
        outcome.result, outcome.got = result, result["format"]
        if "encode" in result["facts"]["later"] and result["facts"]["seconds"] < 60:
            result["made"] += sandbox.run(
                "encode", source, made, scratch=scratch, limits=limits, format=result["format"], facts=result["facts"]
            )  # fmt: skip


class _traced:
    """The child is started through strace, where there is one."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.python = folder, sys.executable

    def __enter__(self) -> None:
        if not STRACE:
            return
        wrapper = self.folder / "traced-python"
        calls = "open,openat,openat2,creat,execve,connect,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,symlink,symlinkat"
        wrapper.write_text(
            f'#!/bin/sh\nexec {STRACE} -f -y -qq --seccomp-bpf -e trace={calls} -e signal=none -o "{self.folder}/trace-$$" {self.python} "$@"\n'
        )
        wrapper.chmod(0o755)
        sys.executable = str(wrapper)

    def __exit__(self, *_error: object) -> None:
        sys.executable = self.python


def findings(log: str, source: Path, own: tuple[Path, ...]) -> list[str]:
    """What the traced programs opened, wrote or called that was not theirs."""
    found = []
    for line in log.splitlines():
        if "connect(" in line and "AF_INET" in line:
            found.append(f"called {line.split('connect', 1)[1][:120]}")
            continue
        call = _CALL.match(line)
        if not call:
            continue
        kind, at, first, second, rest = call.groups()
        path = _absolute(at, first, own[0])
        is_own = _is_under(path, own) and (second is None or _is_under(_absolute(at, second, own[0]), own))
        if kind in _READS and not (kind in _OPENS and _WRITING.search(rest)):
            if not (is_own or path == source or _is_ours(path)) or str(path) in _SEEKING:
                found.append(f"opened {path}")
        elif not is_own and str(path) not in ("/dev/null", "/dev/tty"):
            found.append(f"{kind} {path} {second or ''}".strip())
    return sorted(set(found))


def _absolute(at: str | None, name: str, working: Path) -> Path:
    """The path without its dots, as a program in the working folder means it."""
    return Path(os.path.normpath(Path(at or working, name)))


def _is_under(path: Path, folders: tuple[Path, ...]) -> bool:
    return any(path.is_relative_to(each) or path.is_relative_to(each.resolve()) for each in folders)


def _is_ours(path: Path) -> bool:
    prefixes = (
        *_OURS,
        f"{sys.prefix}/",
        f"{sys.base_prefix}/",
        f"{Path(sys.prefix).resolve()}/",
        f"{sandbox.ROOT}/",
    )
    return str(path).startswith(prefixes) or str(path) in ("/", str(sandbox.ROOT), sys.prefix)


def _listing(folder: Path) -> set[Path]:
    """Every file but those of the attempt itself."""
    return {
        each
        for each in folder.rglob("*")
        if not {"scratch", "made"} & set(each.relative_to(folder).parts) and not each.name.startswith("trace")
    }
