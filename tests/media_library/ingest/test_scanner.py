"""Where a virus scanner is named nothing passes without its word."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from media_library.ingest import pipeline
from media_library.ingest.scanner import ScannerAway, require_clean
from media_library.ingest.words import describe_progress
from media_library.models import Asset, State
from tests.media_library.arriving import arrive
from tests.media_library.corpus_pictures import encoded, painting, save

VIRUS = b"\x89PNG this would be a virus"


def answer(connection: socket.socket) -> None:
    """What clamd does: read chunks to the empty one, then give a verdict."""
    with connection, connection.makefile("rb") as stream:
        assert stream.read(10) == b"zINSTREAM\x00"
        data = b""
        while length := int.from_bytes(stream.read(4), "big"):
            data += stream.read(length)
        connection.sendall(b"stream: Eicar FOUND\x00" if VIRUS in data else b"stream: OK\x00")


@pytest.fixture
def clamd(tmp_path_factory: pytest.TempPathFactory, settings) -> Iterator[Path]:
    """A scanner that listens, and is named in the settings."""
    path = tmp_path_factory.mktemp("c") / "s"
    settings.CLAMD_SOCKET = str(path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(path))
        listener.listen()

        def serve() -> None:
            while True:
                try:
                    connection, _address = listener.accept()
                except OSError:
                    return
                answer(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield path
        # A blocked accept() does not notice a close; shutting the socket down wakes it.
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def picture() -> Asset:
    return arrive("a.png", save(encoded(painting(60, 40), "PNG")))


@pytest.mark.django_db
def test_a_clean_file_passes(clamd: Path, work_off: Callable) -> None:
    asset = picture()

    work_off()

    asset.refresh_from_db()
    assert asset.state == State.READY


def test_a_virus_is_refused_by_name(clamd: Path, tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(bytes(600_000) + VIRUS)

    with pytest.raises(pipeline.Refused) as caught:
        require_clean(path)

    assert (caught.value.refusal.code, caught.value.refusal.params) == ("infected", {"virus": "Eicar"})


@pytest.mark.django_db
def test_while_the_scanner_is_away_files_wait(work_off: Callable, settings, tmp_path: Path) -> None:
    settings.CLAMD_SOCKET = str(tmp_path / "nobody")
    asset = picture()
    work_off()
    asset.refresh_from_db()
    assert (asset.state, asset.step) == (State.WAITING, "scan")
    assert "病毒扫描" in describe_progress(asset)

    settings.CLAMD_SOCKET = ""
    pipeline.look_again()
    work_off()

    asset.refresh_from_db()
    assert asset.state == State.READY


def test_an_unclear_answer_is_no_pass(tmp_path: Path, settings) -> None:
    settings.CLAMD_SOCKET = f"{tmp_path}/nobody"
    (tmp_path / "upload").write_bytes(b"x")

    with pytest.raises(ScannerAway):
        require_clean(tmp_path / "upload")
