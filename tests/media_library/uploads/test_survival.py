"""Uploads through the real web server: cut off, crossed, silent, killed. And tus as another client speaks it."""

import hashlib
import os
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
from django.conf import settings
from django.test import Client
from tusclient.client import TusClient

from media_library.models import Asset, Upload
from media_library.uploads import arriving
from tests.factories import UserFactory
from tests.media_library.uploads.server import Connection, Server
from tests.media_library.uploads.tus import OCTETS

pytestmark = pytest.mark.django_db(transaction=True)

MEGABYTE = 1024**2
KILLS = int(os.environ.get("KILLS", "200"))
TOKEN = "a" * 32


def credentials() -> dict[str, str]:
    """Headers of a signed-in contributor."""
    client = Client()
    client.force_login(UserFactory())
    session = client.cookies["sessionid"].value
    return {
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Tus-Resumable": "1.0.0",
    }


@dataclass
class Sender:
    """Sends through a server that may die; remembers how much was ever acknowledged."""

    server: Server
    headers: dict[str, str]
    path: str = ""
    acknowledged: int = 0
    asset: str = field(default="")

    def create(self, length: int) -> None:
        answer = self.server.connect().answer("POST", "/uploads/", **self.headers, Upload_Length=length)
        assert answer.status == 201, answer.status
        self.path = answer.headers["Location"].removeprefix("http://localhost")
        self.acknowledged, self.asset = 0, ""

    def offset(self) -> int:
        """What HEAD says; never less than what was acknowledged before."""
        answer = self.server.connect().answer("HEAD", self.path, **self.headers)
        offset = int(answer.headers["Upload-Offset"])
        assert offset >= self.acknowledged
        self.acknowledged, self.asset = offset, answer.headers.get("X-Asset-Uid", "")
        return offset

    def begin(self, body: bytes, announced: int) -> Connection:
        """Announce more bytes than are sent now, and leave the request open."""
        connection = self.server.connect()
        connection.putrequest("PATCH", self.path)
        told = {"Content-Type": OCTETS, "Content-Length": announced, "Upload-Offset": self.offset()}
        for name, value in (self.headers | told).items():
            connection.putheader(name, str(value))
        connection.endheaders()
        connection.send(body)
        return connection

    def send(self, body: bytes, **headers: Any) -> Any:
        """The rest of ``body`` from where it stands (nothing, where that is more), in one request."""
        offset = self.offset()
        return self.server.connect().answer(
            "PATCH",
            self.path,
            body[offset:],
            **self.headers,
            Content_Type=OCTETS,
            Upload_Offset=offset,
            **headers,
        )


@pytest.fixture
def sender(service_environment: dict[str, str]) -> Iterator[Sender]:
    server = Server(service_environment)
    try:
        server.start()
        yield Sender(server, credentials())
    finally:
        server.close()


def eventually(condition: Any, seconds: float = 20) -> None:
    """Wait for what another process does meanwhile."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def original(sender: Sender) -> bytes:
    return (Path(settings.MEDIA_ROOT) / "originals" / sender.asset).read_bytes()


def test_cut_off_crossed_and_without_a_length(sender: Sender):
    body = random.Random(1).randbytes(3 * MEGABYTE)
    sender.create(len(body))

    # Cut off: what came is kept.
    sender.begin(body[:700_000], announced=len(body)).close()
    eventually(lambda: sender.offset() == 700_000)

    # Crossed: the second is turned away, the first goes on.
    first = sender.begin(body[700_000:1_000_000], announced=len(body) - 700_000)
    eventually(lambda: sender.send(b"").status == 423)
    first.send(body[1_000_000:2_000_000])
    first.close()
    eventually(lambda: sender.offset() == 2_000_000)

    # Without a length: the server itself marks the end.
    pieces = (body[at : at + 100_000] for at in range(2_000_000, len(body), 100_000))
    last = sender.server.connect().answer(
        "PATCH",
        sender.path,
        pieces,
        **sender.headers,
        Content_Type=OCTETS,
        Upload_Offset=2_000_000,
    )

    assert (last.status, last.headers["Upload-Offset"]) == (204, str(len(body)))
    assert sender.offset() == len(body)
    assert original(sender) == body
    assert parts_of(sender, [(0, 9), (1_000_000, 2_500_000), (0, len(body) - 1)]) == [
        body[:10],
        body[1_000_000:2_500_001],
        body,
    ]


def parts_of(sender: Sender, parts: list[tuple[int, int]]) -> list[bytes]:
    """Parts of the original, fetched through one connection that is kept."""
    connection = sender.server.connect()
    found = []
    for first, last in parts:
        told = {"Cookie": sender.headers["Cookie"], "Range": f"bytes={first}-{last}"}
        connection.request("GET", f"/private/originals/{sender.asset}/", headers=told)
        found.append(connection.getresponse().read())
    connection.close()
    return found


def killed_and_resumed(sender: Sender, body: bytes, chance: random.Random, kills: int) -> int:
    """Kill the server while it takes bytes in, again and again; then send the rest and compare. Returns how often it
    was killed: once all is there, there is nothing more to kill."""
    sender.create(len(body))
    done = 0
    while done < kills and (offset := sender.offset()) < len(body):
        until = chance.randint(offset, len(body))
        connection = sender.begin(body[offset:until], announced=len(body) - offset)
        time.sleep(chance.random() / 20)
        sender.server.kill()
        connection.close()
        done += 1
        sender.server.start()
        file = settings.VAR / "uploads" / sender.path.rsplit("/", 1)[-1]
        safe = sender.offset()
        if safe < len(body):
            assert file.read_bytes()[:safe] == body[:safe]

    if sender.offset() < len(body):
        assert sender.send(body).status == 204

    assert sender.offset() == len(body)
    assert hashlib.sha256(original(sender)).digest() == hashlib.sha256(body).digest()
    assert [str(asset.uid) for asset in Asset.objects.all()] == [sender.asset]
    return done


def test_no_acknowledged_byte_is_lost_when_the_server_is_killed(sender: Sender):
    chance = random.Random(2)

    assert killed_and_resumed(sender, chance.randbytes(20 * MEGABYTE), chance, kills=1) == 1


@pytest.mark.drill
@pytest.mark.timeout(3600)
def test_no_acknowledged_byte_is_lost_in_two_hundred_kills(sender: Sender):
    chance = random.Random(3)

    kills = 0
    while kills < KILLS:
        kills += killed_and_resumed(sender, chance.randbytes(40 * MEGABYTE), chance, min(10, KILLS - kills))
        Upload.objects.all().delete()
        Asset.objects.all().delete()


class Endless:
    """The bytes of a file that is larger than the memory: the same megabyte, each time with its number before it."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.block = random.Random(6).randbytes(MEGABYTE - 8)

    def part(self, first: int, last: int) -> Iterator[bytes]:
        """From ``first`` up to ``last`` (not included)."""
        while first < last:
            number, at = divmod(first, MEGABYTE)
            piece = (number.to_bytes(8, "big") + self.block)[at : at + last - first]
            yield piece
            first += len(piece)

    def sha256(self) -> str:
        digest = hashlib.sha256()
        for piece in self.part(0, self.size):
            digest.update(piece)
        return digest.hexdigest()


def cut_twenty_times(sender: Sender, size: int) -> int:
    """Send so many bytes over connections that break; returns by how many bytes the server's memory grew."""
    body, chance = Endless(size), random.Random(7)
    cuts = sorted(chance.randrange(size) for _ in range(20))
    sender.create(size)
    sender.begin(b"", announced=size).close()  # what is loaded at the first use is no growth
    eventually(lambda: sender.send(b"").status == 204)
    before, most = sender.server.memory(), 0
    for until in [*cuts, size]:
        eventually(lambda: sender.send(b"").status == 204)  # the request that was cut has ended
        offset = sender.offset()
        connection = sender.begin(b"", announced=size - offset)
        for number, piece in enumerate(body.part(offset, until)):
            connection.send(piece)
            if number % 64 == 0:
                most = max(most, sender.server.memory())
        if until == size:
            assert connection.getresponse().status == 204
        connection.close()
    most = max(most, sender.server.memory())
    assert sender.offset() == size
    path = Path(settings.MEDIA_ROOT) / "originals" / sender.asset
    with path.open("rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == body.sha256()
    return most - before


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_large_file_does_not_stand_in_memory(sender: Sender):
    assert cut_twenty_times(sender, 100 * MEGABYTE) <= 32 * MEGABYTE


@pytest.mark.drill
@pytest.mark.timeout(3600)
def test_four_gigabytes_arrive_over_twenty_cuts(sender: Sender):
    grown = cut_twenty_times(sender, 4 * 1024 * MEGABYTE)

    print(f"4 GiB over 20 cuts; memory grew by {grown / MEGABYTE:.1f} MiB")
    assert grown <= 32 * MEGABYTE


@pytest.mark.parametrize("checksum", [False, True], ids=["plain", "with checksums"])
def test_another_client_of_tus_sends_a_file(live_server, tmp_path: Path, checksum: bool):
    path = tmp_path / "讲座.mp3"
    path.write_bytes(random.Random(4).randbytes(3 * MEGABYTE + 7))
    client = TusClient(f"{live_server.url}/uploads/", headers=credentials())

    uploader = client.uploader(
        str(path), chunk_size=MEGABYTE, metadata={"filename": path.name}, upload_checksum=checksum
    )
    uploader.upload_chunk()
    again = client.uploader(str(path), chunk_size=MEGABYTE, url=uploader.url)
    again.upload()

    asset = Asset.objects.get()
    assert (asset.name, asset.size) == ("讲座.mp3", path.stat().st_size)
    assert asset.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_many_hands_at_one_upload_never_mix_their_bytes(live_server):
    headers = credentials()
    created = requests.post(
        f"{live_server.url}/uploads/", headers=headers | {"Upload-Length": "900000"}, timeout=60
    )
    bodies = [bytes([number]) * 300_000 for number in range(6)]

    def send(body: bytes) -> int:
        told = headers | {"Upload-Offset": "0", "Content-Type": OCTETS}
        return requests.patch(created.headers["Location"], data=body, headers=told, timeout=60).status_code

    with ThreadPoolExecutor(len(bodies)) as hands:
        statuses = list(hands.map(send, bodies))

    upload = Upload.objects.get()
    taken = [body for body, status in zip(bodies, statuses, strict=True) if status == 204]
    assert sorted(set(statuses) - {204, 409, 423}) == []
    assert [arriving.path_of(upload.uid).read_bytes()] == taken
    assert upload.offset == 300_000
