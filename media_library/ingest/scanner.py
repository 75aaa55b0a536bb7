"""An optional virus scanner: clamd, where CLAMD_SOCKET names one (a socket's path, or host:port).

Where one is named nothing passes without its word: while it is away files wait. clamd's StreamMaxLength must be at
least MAX_UPLOAD_BYTES, or larger files wait for ever; its answer is in the log.
"""

import socket
from pathlib import Path

from django.conf import settings

from media_library.ingest.refused import Refused

_CHUNK = 1 << 18
_TIMEOUT_SECONDS = 60.0


class ScannerAway(Exception):
    """The scanner could not be asked, or gave no verdict."""


def require_clean(path: Path) -> None:
    """Raises Refused for a virus, ScannerAway without a verdict. Does nothing where no scanner is named."""
    if not settings.CLAMD_SOCKET:
        return
    try:
        answer = _ask(settings.CLAMD_SOCKET, path)
    except OSError as error:
        raise ScannerAway(f"{settings.CLAMD_SOCKET}: {error}") from error
    if answer.endswith(" FOUND"):
        raise Refused("infected", virus=answer.removeprefix("stream: ").removesuffix(" FOUND")[:100])
    if answer != "stream: OK":
        raise ScannerAway(answer or "no answer")


def _ask(address: str, path: Path) -> str:
    """Stream the file to clamd (its INSTREAM command: chunks with their length before them, an empty one at the end)."""
    with _connect(address) as connection, path.open("rb") as file:
        connection.sendall(b"zINSTREAM\x00")
        while chunk := file.read(_CHUNK):
            connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
        connection.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\x00") and (part := connection.recv(4096)):
            answer += part
        return answer.rstrip(b"\x00").decode("utf-8", "replace")


def _connect(address: str) -> socket.socket:
    host, colon, port = address.rpartition(":")
    if colon and port.isdigit():
        return socket.create_connection((host, int(port)), timeout=_TIMEOUT_SECONDS)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(_TIMEOUT_SECONDS)
    try:
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection
