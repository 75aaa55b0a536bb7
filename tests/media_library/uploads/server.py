"""The real web server on a socket of its own, which can be killed, and connections to it."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.conftest import ROOT


class Server:
    """gunicorn with one worker, listening on a file: no port is taken, so nothing can be in its way."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hanmo-web-"))
        self.address = str(self.folder / "web")
        self.environment = environment
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and return when it answers."""
        command = [sys.executable, "-m", "gunicorn", "--bind", f"unix:{self.address}", "--workers", "1"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        deadline = time.monotonic() + 90
        while self.process.poll() is None:
            try:
                assert self.connect().answer("OPTIONS", "/uploads/").status == 204
            except OSError:
                assert time.monotonic() < deadline, "the web server did not start"
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the web server ended at once")

    def connect(self) -> "Connection":
        return Connection(self.address)

    def memory(self) -> int:
        """Bytes of memory that its processes hold at this moment, without what they share."""
        pids = [self.process.pid, *_children_of(self.process.pid)] if self.process else []
        return sum(_anonymous(pid) for pid in pids)

    def kill(self) -> None:
        """kill -9, all of it at once."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def close(self) -> None:
        self.kill()
        shutil.rmtree(self.folder)


def _children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed]


def _anonymous(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    raise AssertionError(f"no RssAnon of {pid}")


class Connection(http.client.HTTPConnection):
    """HTTP over a file that is a socket."""

    def __init__(self, address: str) -> None:
        super().__init__("localhost", timeout=60)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.address)

    def answer(self, method: str, path: str, body: Any = None, **headers: Any) -> http.client.HTTPResponse:
        """Send and read to the end; headers as keywords, ``Upload_Offset=3``."""
        told = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        self.request(method, path, body, told)
        response = self.getresponse()
        response.read()
        self.close()
        return response
