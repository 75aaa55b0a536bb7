"""The parent lives, whatever the child does; and the child can do little."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from media_library.ingest import sandbox
from media_library.ingest.confine import Limits
from media_library.ingest.refused import Refused
from tests.media_library.corpus_pictures import GOOD, encoded, save

ROOT = Path(__file__).resolve().parents[3]
CONFINED = "from media_library.ingest.confine import Limits, confine; confine(Limits({limits}))\n{code}"


def confined(code: str, limits: str = "") -> "subprocess.CompletedProcess[str]":
    """Run code in a process that has given up what a child gives up."""
    return subprocess.run(
        [sys.executable, "-c", CONFINED.format(limits=limits, code=code)],
        cwd=ROOT,
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_memory_ends_at_its_limit() -> None:
    ended = confined("bytearray(10 * 1024**3)", "memory=512 * 1024**2")

    assert "MemoryError" in ended.stderr


def test_a_loop_ends_with_its_seconds_of_work() -> None:
    ended = confined("while True: pass", "cpu_seconds=1")

    assert ended.returncode == -24  # SIGXCPU


def test_a_file_ends_at_its_limit(tmp_path: Path) -> None:
    ended = confined(
        f"open({str(tmp_path / 'full')!r}, 'wb').write(bytes(2_000_000))", "file_bytes=1_000_000"
    )

    assert "File too large" in ended.stderr
    assert (tmp_path / "full").stat().st_size <= 1_000_000


def test_there_is_no_network_where_the_kernel_lets_us_leave_it() -> None:
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this kernel or container forbids network namespaces")

    ended = confined("import socket; print([name for _number, name in socket.if_nameindex()])")

    assert ended.stdout.strip() == "['lo']"


def test_a_child_that_takes_too_long_is_ended_with_all_it_started(show: Callable) -> None:
    with pytest.raises(Refused) as caught:
        show("camera.jpg", GOOD["camera.jpg"], seconds=0.02)

    assert caught.value.refusal.code == "too_slow"


def test_a_picture_that_needs_too_much_memory_is_refused(show: Callable) -> None:
    grey = save(encoded(Image.new("RGB", (6000, 6000), "tan"), "JPEG", progressive=True, subsampling=0))

    with pytest.raises(Refused) as caught:
        show("large.jpg", grey, memory=300 * 1024**2)

    assert caught.value.refusal.code in {"too_big_to_read", "damaged"}


def test_what_is_no_fault_of_the_file_is_not_blamed_on_it(show: Callable) -> None:
    with pytest.raises(sandbox.ChildFailed, match=r"File too large|unable to call|exit 1"):
        show("camera.jpg", GOOD["camera.jpg"], file_bytes=10_000)


def test_the_child_inherits_no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "ink")
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@h/n")

    assert set(sandbox._environment(tmp_path)) == {
        "PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "HOME", "LANG", "MALLOC_ARENA_MAX",
    }  # fmt: skip


def test_limits_reach_the_child_as_they_are() -> None:
    assert Limits(**Limits(memory=1, seconds=2.5).as_data()) == Limits(memory=1, seconds=2.5)
