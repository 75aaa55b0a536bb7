"""A real S3 server: SeaweedFS, on ports of its own, in a folder of its own, ended by its process id."""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

KEY, SECRET = "hanmo-tests", "not-a-secret"
#: Each listens on two ports: for HTTP and for gRPC.
PARTS = ("master", "volume", "filer", "s3")


class ObjectServer:
    """SeaweedFS in a new folder. Nobody may do anything there without the key."""

    def __init__(self, weed: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hanmo-s3-"))
        names = [f"{part}.port{kind}" for part in PARTS for kind in ("", ".grpc")]
        self.ports = dict(zip(names, _free_ports(len(names)), strict=True))
        self.endpoint = f"http://127.0.0.1:{self.ports['s3.port']}"
        self.weed = weed
        self.process: subprocess.Popen[bytes] | None = None
        identity = {
            "name": "hanmo",
            "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
            "actions": ["Admin"],
        }
        (self.folder / "who.json").write_text(json.dumps({"identities": [identity]}))
        (self.folder / "data").mkdir()

    def start(self) -> None:
        """Start, and return when an object can be written and read."""
        told = {
            "dir": "data",
            "ip": "127.0.0.1",
            "ip.bind": "127.0.0.1",
            "filer": "true",
            "s3": "true",
            "s3.config": "who.json",
            "s3.iam": "false",
            "s3.autoCreateBucket": "false",
            "s3.port.iceberg": "0",
            "s3.port.lance": "0",
            "s3.localSocket": str(self.folder / "s3.sock"),
            "filer.localSocket": str(self.folder / "filer.sock"),
            "master.telemetry": "false",
            "master.electionTimeout": "1s",
            "master.volumeSizeLimitMB": "128",
            "volume.max": "0",
            "volume.minFreeSpacePercent": "0",
        } | {name: str(port) for name, port in self.ports.items()}
        command = [
            self.weed,
            "-logtostderr=true",
            "server",
            *(f"-{name}={value}" for name, value in told.items()),
        ]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        deadline = time.monotonic() + 60
        while not self._works():
            assert self.process.poll() is None, (self.folder / "log").read_text()[-2000:]
            assert time.monotonic() < deadline, "SeaweedFS did not start"
            time.sleep(0.2)

    def close(self) -> None:
        """End it and remove what it kept."""
        if self.process:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder)

    def told(self, private: str, public: str) -> dict[str, str]:
        """The settings that name it, as the environment would."""
        return {
            "S3_ENDPOINT": self.endpoint,
            "S3_KEY": KEY,
            "S3_SECRET": SECRET,
            "S3_REGION": "us-east-1",
            "S3_PRIVATE_BUCKET": private,
            "S3_PUBLIC_BUCKET": public,
        }

    def bucket(self, name: str):
        """A new or an old bucket, as boto3 sees it."""
        from config.stores import on_s3
        from media_library.objects import Objects

        bucket = Objects(**on_s3(self.told(name, "none"))["default"]["OPTIONS"]).bucket
        if bucket.creation_date is None:
            bucket.create()
        return bucket

    def _works(self) -> bool:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            probe = self.bucket("probe").Object("probe")
            probe.put(Body=b"probe")
            return bool(probe.get()["Body"].read() == b"probe")
        except (BotoCoreError, ClientError):
            return False


def _free_ports(number: int) -> list[int]:
    held = [socket.socket() for _ in range(number)]
    try:
        for each in held:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in held]
    finally:
        for each in held:
            each.close()


@pytest.fixture(scope="session")
def object_server() -> Iterator[ObjectServer]:
    """The server of this session."""
    weed = Path(sys.executable).with_name("weed")
    if not weed.exists():
        if sys.platform == "linux":
            pytest.fail("SeaweedFS is missing: make test installs it (requirements-dev.txt).")
        pytest.skip("no SeaweedFS for this system")
    server = ObjectServer(str(weed))
    try:
        server.start()
        yield server
    finally:
        server.close()


@pytest.fixture
def on_s3(object_server: ObjectServer, settings) -> dict[str, str]:
    """Both stores are buckets, and empty; returns the settings that name them."""
    from config.stores import on_s3

    told = object_server.told("private", "public")
    for name in ("private", "public"):
        object_server.bucket(name).objects.delete()
    settings.STORAGES = settings.STORAGES | on_s3(told)
    return told


@pytest.fixture
def away(on_s3: dict[str, str], settings) -> Callable[[bool], None]:
    """``away(True)``: nobody listens where the store was; ``away(False)``: it is back."""
    from config.stores import on_s3 as entries

    nobody = f"http://127.0.0.1:{_free_ports(1)[0]}"

    def move(gone: bool) -> None:
        settings.STORAGES = settings.STORAGES | entries(on_s3 | ({"S3_ENDPOINT": nobody} if gone else {}))

    return move
