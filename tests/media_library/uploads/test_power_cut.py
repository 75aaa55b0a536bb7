"""A drill: the power is cut at any moment while files arrive. What was acknowledged stands on the disk.

The service keeps everything on an ext4 of its own, in an image. A copy of the image at some instant is what a disk
without power would hold: what the file system had not yet written is not in it. (A copy takes a moment, so the service
is stopped for it: it can acknowledge nothing meanwhile.)
"""

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.media_library.uploads.server import Server
from tests.media_library.uploads.test_survival import TOKEN, eventually
from tests.media_library.uploads.tus import OCTETS

CUTS = int(os.environ.get("CUTS", "50"))
SIGN_IN = """
from django.contrib.auth import get_user_model
from django.test import Client
client = Client()
client.force_login(get_user_model().objects.create_user(username="sender", password=None))
print("session", client.cookies["sessionid"].value)
"""


@contextmanager
def mounted(image: Path) -> Iterator[Path]:
    """The image as a folder."""
    folder = Path(tempfile.mkdtemp(prefix="hanmo-disk-"))
    subprocess.run(["mount", "-o", "loop", str(image), str(folder)], check=True)
    try:
        yield folder
    finally:
        # A process that was killed lets go of its files in a moment, not at once.
        eventually(lambda: subprocess.run(["umount", str(folder)], check=False).returncode == 0)
        folder.rmdir()


class Senders:
    """Threads that send files until they are told to stop, and know what was acknowledged."""

    def __init__(self, server: Server, session: str) -> None:
        self.server = server
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Tus-Resumable": "1.0.0",
        }
        self.lock = threading.Lock()
        self.bodies: dict[str, bytes] = {}
        self.acknowledged: dict[str, int] = {}
        self.stop, self.go = threading.Event(), threading.Event()
        self.threads = [
            threading.Thread(target=self._send_files, args=(number,), daemon=True) for number in range(3)
        ]
        self.problems: list[BaseException] = []

    def known(self) -> dict[str, int]:
        """Bytes that were acknowledged until now, of each upload."""
        with self.lock:
            return dict(self.acknowledged)

    def _send_files(self, seed: int) -> None:
        chance = random.Random(seed)
        try:
            while not self.stop.is_set():
                self._send_file(chance)
        except BaseException as problem:
            self.problems.append(problem)

    def _send_file(self, chance: random.Random) -> None:
        body = chance.randbytes(chance.randint(100_000, 3_000_000))
        made = self.server.connect().answer("POST", "/uploads/", **self.headers, Upload_Length=len(body))
        assert made.status == 201, made.status
        uid = made.headers["Location"].rsplit("/", 1)[-1]
        self.bodies[uid] = body
        offset = 0
        while offset < len(body) and not self.stop.is_set():
            self.go.wait()  # while a copy is looked at, the disk shall not fill
            piece = body[offset : offset + chance.randint(50_000, 1_000_000)]
            answer = self.server.connect().answer(
                "PATCH",
                f"/uploads/{uid}",
                piece,
                **self.headers,
                Content_Type=OCTETS,
                Upload_Offset=offset,
            )
            assert answer.status == 204, answer.status
            offset += len(piece)
            with self.lock:
                self.acknowledged[uid] = offset


def lost(disk: Path, known: dict[str, int], bodies: dict[str, bytes]) -> list[str]:
    """What was acknowledged and is not on the disk."""
    database = sqlite3.connect(disk / "hanmo.sqlite3")
    found = [] if database.execute("PRAGMA integrity_check").fetchall() == [("ok",)] else ["the database"]
    for uid, acknowledged in known.items():
        body, key = bodies[uid], uid.replace("-", "")
        row = database.execute(
            'SELECT "offset", asset_id FROM media_library_upload WHERE uid = ?', [key]
        ).fetchone()
        if row is None or row[0] < acknowledged:
            found.append(f"{uid}: {row} where {acknowledged} were acknowledged")
            continue
        asset = database.execute("SELECT sha256 FROM media_library_asset WHERE uid = ?", [key]).fetchone()
        arrived, kept = disk / "uploads" / uid, disk / "private" / "originals" / uid
        path = kept if kept.exists() else arrived
        if not path.exists() or path.read_bytes()[: row[0]] != body[: row[0]]:
            found.append(f"{uid}: its bytes")
        elif acknowledged == len(body) and asset != (hashlib.sha256(body).hexdigest(),):
            found.append(f"{uid}: its asset")
    database.close()
    return found


@pytest.mark.drill
@pytest.mark.timeout(3600)
@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounting a disk needs root")
def test_a_power_cut_takes_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    image = tmp_path / "disk"
    with image.open("wb") as file:
        file.truncate(768 * 1024**2)
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
    chance, problems, checked = random.Random(os.environ.get("SEED", "1")), [], 0
    with mounted(image) as disk:
        ours = ("HANMO_INSIDE_TEST", "DATABASE_URL", "SECRET_KEY", "PYTEST_CURRENT_TEST")
        environment = {name: value for name, value in os.environ.items() if name not in ours}
        environment |= {
            "HANMO_VAR": str(disk),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DEMO": "0",
            "MIN_FREE_BYTES": "0",
        }
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
        told = subprocess.run(
            [*manage, "shell", "-c", SIGN_IN], cwd=ROOT, env=environment, check=True, capture_output=True
        )
        os.sync()
        server = Server(environment)
        try:
            server.start()
            senders = Senders(server, told.stdout.decode().split()[-1])
            for thread in senders.threads:
                thread.start()
            for cut in range(CUTS):
                senders.go.set()
                time.sleep(chance.uniform(0.1, 0.8))
                known = senders.known()
                os.killpg(server.process.pid, signal.SIGSTOP)
                copy = tmp_path / f"copy{cut}"
                subprocess.run(["cp", "--sparse=always", str(image), str(copy)], check=True)
                senders.go.clear()
                os.killpg(server.process.pid, signal.SIGCONT)
                with mounted(copy) as after:
                    problems += lost(after, known, senders.bodies)
                copy.unlink()
                checked += len(known)
            senders.stop.set()
            senders.go.set()
            for thread in senders.threads:
                thread.join()
        finally:
            server.close()

    assert senders.problems == []
    assert problems == []
    assert checked > CUTS
    print(f"{CUTS} cuts, {checked} looks at {len(senders.bodies)} uploads, nothing lost")
