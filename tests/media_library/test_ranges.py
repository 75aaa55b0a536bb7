import io
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media_library.ranges import Part, Unsatisfiable, wanted


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", (0, 0)),
        ("bytes=0-", (0, 9)),
        ("bytes=3-5", (3, 5)),
        ("bytes=3-999", (3, 9)),
        ("bytes=-1", (9, 9)),
        ("bytes=-999", (0, 9)),
        ("Bytes=2-3", (2, 3)),
        ("", None),
        ("bytes=-", None),
        ("bytes=5-3", None),
        ("bytes=0-1,3-4", None),
        ("lines=0-1", None),
        ("bytes=a-b", None),
        ("bytes=0x1-2", None),
        ("bytes=٣-٤", None),
    ],
)
def test_one_range_of_ten_bytes_is_understood_and_the_rest_is_as_good_as_none(header: str, part):
    assert wanted(header, 10) == part


@pytest.mark.parametrize(
    ("header", "size"),
    [("bytes=10-", 10), ("bytes=99-100", 10), ("bytes=-0", 10), ("bytes=0-", 0), ("bytes=-5", 0)],
)
def test_a_range_after_the_end_cannot_be_had(header: str, size: int):
    with pytest.raises(Unsatisfiable):
        wanted(header, size)


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=40) | st.from_regex(r"bytes=\d{0,20}-\d{0,20}", fullmatch=True), st.integers(0, 10**12)
)
def test_whatever_is_asked_the_part_lies_within_the_file(header: str, size: int):
    try:
        part = wanted(header, size)
    except Unsatisfiable:
        return

    assert part is None or 0 <= part[0] <= part[1] < size


def test_a_part_reads_its_bytes_and_no_more(tmp_path: Path):
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")

    with Part(path.open("rb", buffering=0), 3, 4) as part:
        blocks = [part.read(3), part.read(3), part.read(3)]

    assert blocks == [b"345", b"6", b""]
    with Part(path.open("rb", buffering=0), 3, 4) as part:
        assert part.read() == b"3456"


def test_closing_a_part_closes_its_file():
    file = io.BytesIO(b"0123")

    Part(file, 0, 4).close()

    assert file.closed


def test_a_server_may_send_from_the_descriptor(tmp_path: Path):
    path = tmp_path / "file"
    path.write_bytes(b"0123456789" * 1000)
    ours, theirs = socket.socketpair()

    with Part(path.open("rb", buffering=0), 3, 4) as part, ours, theirs:
        sent = ours.sendfile(part, offset=3, count=4)
        came = theirs.recv(100)

    assert (sent, came) == (4, b"3456")
