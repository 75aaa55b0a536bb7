"""A mail server and a group robot's server on this machine, for tests: real sockets, no mocks."""

import json
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class _Gateway(BaseHTTPRequestHandler):
    server: "Gateway"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, json.loads(body)))
        time.sleep(self.server.hangs)
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(json.dumps({"errcode": self.server.errcode}).encode())

    do_GET = do_POST

    def log_message(self, *args: Any) -> None:
        pass


class Gateway(ThreadingHTTPServer):
    """Takes what robots say; ``heard`` are (path, JSON)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Gateway)
        self.heard: list[tuple[str, Any]] = []
        self.status, self.errcode, self.hangs = 200, 0, 0.0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/robot/send?key=k"


class _Post(socketserver.StreamRequestHandler):
    server: "Postman"

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        time.sleep(self.server.hangs)
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(":")[0].upper()
            if verb.startswith("EHLO"):
                self._say("250 hello")
            elif verb == "DATA":
                self._say("354 go on")
                lines = []
                while (each := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                    lines.append(each)
                if self.server.refuses:
                    self._say("451 try later")
                    continue
                self.server.mails.append(message_from_string("\n".join(lines), policy=policy.default))
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")


class Postman(socketserver.ThreadingTCPServer):
    """Takes mails."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Post)
        self.mails: list[EmailMessage] = []
        self.refuses, self.hangs = False, 0.0


@contextmanager
def running(server: Any) -> Iterator[Any]:
    """The server answers in a thread until the end of the block."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
