"""Programs side by side: what dies is started again, and nothing is left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

# Each program writes its process id into a file of its own, by its own number; so does a child that it starts.
SUPERVISE = """
    import sys
    from config.supervisor import Program, keep_running
    note = "import os, pathlib; pathlib.Path(sys.argv[1], str(os.getpid())).touch();"
    stay = "import sys, subprocess, time;" + note + "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    stay += "time.sleep(600)"
    fall = "import sys;" + note + "sys.exit(3)"
    programs = [Program("first", [sys.executable, "-c", stay, sys.argv[1]])]
    if sys.argv[2] == "falling":
        programs.append(Program("second", [sys.executable, "-c", fall, sys.argv[1]]))
    keep_running(programs, say=lambda line: print(line, flush=True))
"""


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator:
    started: list[subprocess.Popen] = []

    def start(how: str) -> subprocess.Popen:
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", textwrap.dedent(SUPERVISE), str(tmp_path), how],
                env=os.environ | {"PYTHONPATH": str(ROOT / "site")},
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()
    for path in tmp_path.iterdir():
        if running(int(path.name)):
            os.killpg(int(path.name), signal.SIGKILL)


def programs(folder: Path, number: int = 1) -> list[int]:
    """Process ids of the programs, once there have been this many."""
    deadline = time.monotonic() + 60
    while len(found := sorted(int(path.name) for path in folder.iterdir())) < number:
        assert time.monotonic() < deadline, "the programs did not start"
        time.sleep(0.05)
    return found


def running(process_group: int) -> list[str]:
    """Command lines of what runs in the group; what has ended but is not yet collected does not count."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _parent, group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            if int(group) == process_group and state != "Z":
                found.append((folder / "cmdline").read_text())
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
    return found


def wait_until_gone(process_group: int) -> None:
    deadline = time.monotonic() + 60
    while left := running(process_group):
        assert time.monotonic() < deadline, f"left behind: {left}"
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_all_end_with_it(supervise, tmp_path: Path, number: int) -> None:
    supervisor = supervise("staying")
    (program,) = programs(tmp_path)

    supervisor.send_signal(number)

    assert supervisor.wait(30) == 0
    wait_until_gone(program)


def test_what_is_killed_is_started_again(supervise, tmp_path: Path) -> None:
    supervise("staying")
    (first,) = programs(tmp_path)

    os.kill(first, signal.SIGKILL)

    assert len(programs(tmp_path, number=2)) == 2
    wait_until_gone(first)


def test_what_dies_again_and_again_ends_it_loudly(supervise, tmp_path: Path) -> None:
    supervisor = supervise("falling")

    said, _ = supervisor.communicate(timeout=60)

    assert supervisor.returncode == 1
    assert said.splitlines() == [
        *["The second ended (code 3); starting it again."] * 4,
        "The second ended 5 times within a minute (code 3); giving up.",
    ]


def test_programs_end_when_it_is_killed(supervise, tmp_path: Path) -> None:
    supervisor = supervise("staying")
    (program,) = programs(tmp_path)

    supervisor.kill()

    deadline = time.monotonic() + 60
    while any("touch" in line for line in running(program)):
        assert time.monotonic() < deadline, "the program went on"
        time.sleep(0.05)
