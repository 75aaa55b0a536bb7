"""Run programs side by side: start again what dies, stop all together, leave nothing behind."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

GRACE_SECONDS = 15
# A program that dies this often within a minute will not get better by itself.
DEATHS_A_MINUTE = 5
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass
class Program:
    """A name for the messages, a command line, and the moments (monotonic seconds) of its deaths."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches it through us alone and exactly once."""
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_end_with_parent)

    def signal_group(self, number: int) -> None:
        """Send the signal to the program and to all that it started."""
        if self.process:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return  # all of them have ended: nothing to tell

    def end(self, deadline: float) -> None:
        """Wait for the program until the deadline (monotonic seconds), then kill what is left of its group."""
        if self.process:
            try:
                self.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.signal_group(signal.SIGKILL)
                self.process.wait()
            self.signal_group(signal.SIGKILL)


def keep_running(programs: list[Program], say: Callable[[str], None]) -> None:
    """Run the programs until SIGINT, SIGTERM or SIGHUP, then end them all; a second signal kills them.

    To be called from the main thread. Raises SystemExit(1) where one of them dies again and again.
    """
    stop = threading.Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            for program in programs:
                program.signal_group(signal.SIGKILL)
        stop.set()

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, ask_to_stop) for number in numbers}
    try:
        for program in programs:
            program.start()
        while not stop.wait(0.3):
            for program in programs:
                _start_again_if_dead(program, say)
    finally:
        for program in programs:
            if program.process and program.process.poll() is None:
                program.process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for program in programs:
            program.end(deadline)
        for number, handler in before.items():
            signal.signal(number, handler)


def _start_again_if_dead(program: Program, say: Callable[[str], None]) -> None:
    if program.process is None or (code := program.process.poll()) is None:
        return
    now = time.monotonic()
    program.deaths = [moment for moment in program.deaths if now - moment < 60] + [now]
    if len(program.deaths) >= DEATHS_A_MINUTE:
        say(f"The {program.name} ended {DEATHS_A_MINUTE} times within a minute (code {code}); giving up.")
        raise SystemExit(1)
    say(f"The {program.name} ended (code {code}); starting it again.")
    # What it left behind would hold its port.
    program.signal_group(signal.SIGKILL)
    program.start()


def _end_with_parent() -> None:
    """In the child, before it runs: have the kernel end it where we are killed without a chance to do so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
