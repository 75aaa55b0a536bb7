"""The worker as a process: killed in the middle of a job, and asked to stop."""

import datetime as dt
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from jobs import queue, rounds
from jobs.models import Job, State
from tests.conftest import ROOT


@pytest.fixture
def start_worker(
    service_environment: dict[str, str], tmp_path: Path
) -> Iterator[Callable[[], subprocess.Popen]]:
    workers: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        workers.append(
            subprocess.Popen(
                [sys.executable, "-m", "tests.jobs.worker_that_hangs", str(tmp_path)],
                cwd=ROOT,
                env=service_environment | {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"},
            )
        )
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


def wait_until(happened: Callable[[], bool], worker: subprocess.Popen) -> None:
    deadline = time.monotonic() + 90
    while not happened():
        assert worker.poll() is None, "the worker ended by itself"
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


def test_job_of_a_killed_worker_is_taken_up_by_the_next(
    start_worker: Callable[[], subprocess.Popen], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "_handlers", dict(queue._handlers))
    queue.handles("test.hang")(lambda subject: None)
    queue.ask("test.hang", "work:1")
    first = start_worker()
    wait_until(lambda: (tmp_path / "1").exists(), first)

    first.send_signal(signal.SIGKILL)
    first.wait()
    assert Job.objects.get().state == State.RUNNING
    Job.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))  # in place of waiting a minute
    second = start_worker()
    wait_until(lambda: Job.objects.get().state == State.DONE, second)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2"]
    assert Job.objects.get().attempts == 2
    second.terminate()
    assert second.wait(30) == 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_worker_whose_thread_died_ends_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(lane: str) -> None:
        raise RuntimeError("no ink")

    monkeypatch.setattr(queue, "claim", break_down)
    monkeypatch.setattr(rounds, "call_due", lambda: None)
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        with pytest.raises(SystemExit):
            call_command("work")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
