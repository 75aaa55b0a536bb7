"""nginx with docs/nginx.conf before a running service: for the measurements that are taken as visitors would see them."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def find_nginx() -> str:
    """Its path. Raises SystemExit where there is none."""
    if path := shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
        return path
    raise SystemExit("This needs nginx (Debian: apt install nginx-light).")


@contextmanager
def fronted(address: str, var: Path, folder: Path, also: str = "") -> Iterator[str]:
    """The address of nginx before the service at ``address`` whose files are in ``var``, until the block ends.

    ``folder`` is for nginx's own files; ``also`` are more ``server`` blocks.
    """
    port = free_port()
    shipped = (ROOT / "docs" / "nginx.conf").read_text()
    for ours, here in (
        ("/srv/hanmo/var", str(var)),
        ("127.0.0.1:8000", address.removeprefix("http://")),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
    ):
        assert ours in shipped, ours
        shipped = shipped.replace(ours, here)
    kept = " ".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''} daemon off; pid {folder}/pid; error_log {folder}/errors;"
        " worker_processes 2; events {} http { include /etc/nginx/mime.types; access_log off;"
        f" {kept} {shipped} {also} }}"
    )
    command = [find_nginx(), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]
    process = subprocess.Popen(command)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen) -> None:
    """Until somebody listens there. Raises SystemExit where the process ends first or half a minute passes."""
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")
