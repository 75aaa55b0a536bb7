"""nginx itself, with the configuration that the project ships, before a real web server."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.media_library.uploads.server import Server


def find_nginx() -> str | None:
    """The path of an nginx; Debian keeps it off the path of ordinary accounts."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def pytest_terminal_summary(terminalreporter) -> None:
    """One plain line about what could not be run."""
    if not find_nginx():
        terminalreporter.write_line("No nginx was found: the tests through nginx were not run.")


@pytest.fixture(scope="session")
def nginx() -> str:
    """The path of nginx. Without one the test is skipped, or fails where REQUIRE_NGINX is set (the gate)."""
    if path := find_nginx():
        return path
    if os.environ.get("REQUIRE_NGINX"):
        pytest.fail("The gate needs nginx, and none was found.")
    pytest.skip("no nginx found")


@pytest.fixture
def front(nginx: str, service_environment: dict[str, str]) -> Iterator[str]:
    """The address of nginx with docs/nginx.conf, with the service behind it."""
    from django.conf import settings

    folder = Path(tempfile.mkdtemp(prefix="hanmo-nginx-"))
    server = Server(service_environment | {"ACCEL": "/_files", "PROXIES": "1"})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shipped = (ROOT / "docs" / "nginx.conf").read_text()
    for ours, here in (
        ("/srv/hanmo/var", str(settings.VAR)),
        ("127.0.0.1:8000", f"unix:{server.address}"),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
    ):
        assert ours in shipped
        shipped = shipped.replace(ours, here)
    (folder / "hanmo.conf").write_text(shipped)
    kept = " ".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''} daemon off; pid {folder}/pid; error_log {folder}/errors;"
        f" worker_processes 1; events {{}} http {{ include /etc/nginx/mime.types; access_log off; {kept}"
        f" include {folder}/hanmo.conf; }}"
    )
    process = None
    try:
        server.start()
        process = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")])
        _wait(port, process, folder / "errors")
        yield f"http://127.0.0.1:{port}"
    finally:
        if process:
            process.terminate()
            process.wait()
        server.close()
        shutil.rmtree(folder)


def _wait(port: int, process: subprocess.Popen, errors: Path) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert process.poll() is None, errors.read_text()
            assert time.monotonic() < deadline, "nginx did not start"
            time.sleep(0.05)
        else:
            return
