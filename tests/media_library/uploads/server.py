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

    def kill(self) -> None:
        """kill -9, all of it at once."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def close(self) -> None:
        self.kill()
        shutil.rmtree(self.folder)


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
