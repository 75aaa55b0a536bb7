"""Run a task of ``tasks`` on a stranger's file in a child process with limits, and judge how it ended."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from media_library.ingest.confine import Limits
from media_library.ingest.refused import Refused

ROOT = Path(__file__).resolve().parents[2]
_LOG_BYTES = 8_000


class ChildFailed(Exception):
    """The child ended in a way that is not the file's fault as far as we can tell; worth another attempt."""


def run(
    task: str,
    source: Path,
    folder: Path,
    *,
    scratch: Path,
    limits: Limits,
    progress: Callable[[float], None] | None = None,
    **request: Any,
) -> Any:
    """Do ``task`` on ``source``, writing into ``folder``; returns what the task returned.

    ``scratch`` is the child's working folder, existing and its own. ``progress`` hears parts from 0 to 1.
    Raises Refused where the file is at fault: the parser said so, crashed, or ran out of its limits.
    Raises ChildFailed for everything else.
    """
    order = {
        "task": task,
        "source": str(source),
        "folder": str(folder),
        "request": request,
        "limits": limits.as_data(),
    }
    with (scratch / "stderr").open("w+b") as log:
        # S603: our own interpreter and module; the stranger's part is a path inside the order.
        process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", "media_library.ingest.child"],
            cwd=scratch,
            env=_environment(scratch),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
        try:
            ended = _follow(process, json.dumps(order).encode(), limits.seconds, progress)
        finally:
            _end_group(process)
        if not ended:
            raise Refused("too_slow")
        return _judge(process.returncode, scratch, log)


def _environment(scratch: Path) -> dict[str, str]:
    """Nothing of ours but what Python needs: no keys, no addresses of databases."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(scratch),
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "2",
    }


def _follow(
    process: "subprocess.Popen[bytes]", order: bytes, seconds: float, progress: Callable[[float], None] | None
) -> bool:
    """Hand over the order and read progress until the end; False where the time ran out."""
    assert process.stdin and process.stdout
    deadline = time.monotonic() + seconds
    try:
        process.stdin.write(order)
        process.stdin.close()
    except BrokenPipeError:
        pass  # It ended before it read; how, is judged from its exit.
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        rest = b""
        while (left := deadline - time.monotonic()) > 0:
            if not selector.select(left):
                continue
            data = os.read(process.stdout.fileno(), 4096)
            if not data:
                break
            *lines, rest = (rest + data)[-4096:].split(b"\n")
            for line in lines:
                if progress and line.startswith(b"progress "):
                    progress(float(line.split()[1]))
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
    return True


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    """Whatever the child started ends with it."""
    # The group may be gone, which is what we want (macOS says "not permitted" of a zombie's).
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout:
        process.stdout.close()


def _judge(code: int, scratch: Path, log: IO[bytes]) -> Any:
    """Returns the task's result; raises as `run` says."""
    if code == 0:
        answer = json.loads((scratch / "result.json").read_text(encoding="utf-8"))
        if "refusal" in answer:
            raise Refused(answer["refusal"]["code"], **answer["refusal"]["params"])
        return answer["result"]
    log.seek(max(0, log.seek(0, os.SEEK_END) - _LOG_BYTES))
    said = log.read().decode("utf-8", "replace")
    if code == -signal.SIGXCPU:
        raise Refused("too_slow")
    if code in (
        -signal.SIGSEGV,
        -signal.SIGABRT,
        -signal.SIGBUS,
        -signal.SIGFPE,
        -signal.SIGILL,
        -signal.SIGTRAP,
    ):
        # Allocation failures in native code end like this too; either way this file cannot be read here.
        raise Refused("damaged", detail=f"the parser ended with signal {-code}")
    raise ChildFailed(f"exit {code}: {said}")
