"""What is safe, what is cut off, and what happens when the disk is full."""

import errno
import os

import pytest
from django.http import UnreadablePostError

from media_library import durable
from media_library.models import Upload
from media_library.uploads import arriving, protocol
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload() -> Upload:
    """An upload of twelve bytes, none of which has come."""
    return arriving.begin(UserFactory(), name="兰亭.jpg", length=12)


def send(upload: Upload, *blocks: bytes, checksum=None) -> None:
    with arriving.held(upload) as descriptor:
        arriving.append(upload, descriptor, blocks, checksum)


def stands(upload: Upload) -> tuple[int, bytes]:
    """The acknowledged offset, and all bytes in the file."""
    upload.refresh_from_db()
    return upload.offset, arriving.path_of(upload.uid).read_bytes()


def cut_off_after(*blocks: bytes):
    yield from blocks
    raise UnreadablePostError("the connection is gone")


def test_what_came_before_the_cut_is_kept(upload: Upload):
    with arriving.held(upload) as descriptor:
        arriving.append(upload, descriptor, cut_off_after(b"ink ", b"and "))

    assert stands(upload) == (8, b"ink and ")


def test_what_came_before_the_cut_is_thrown_away_under_a_checksum(upload: Upload):
    send(upload, b"ink ")

    with pytest.raises(arriving.WrongChecksum), arriving.held(upload) as descriptor:
        arriving.append(upload, descriptor, cut_off_after(b"and "), protocol.checksum("sha1 YQ=="))

    assert stands(upload) == (4, b"ink ")


def test_bytes_that_were_never_acknowledged_are_cut_off_by_the_next_request(upload: Upload):
    send(upload, b"ink ")
    with arriving.path_of(upload.uid).open("ab") as file:
        file.write(b"left by a process that was killed")

    send(upload, b"and ")

    assert stands(upload) == (8, b"ink and ")


def test_the_row_is_written_after_the_bytes_were_synced(upload: Upload, monkeypatch: pytest.MonkeyPatch):
    seen = []
    sync = durable.sync_bytes

    def watch(descriptor: int) -> None:
        seen.append((os.fstat(descriptor).st_size, Upload.objects.get().offset))
        sync(descriptor)

    monkeypatch.setattr(durable, "sync_bytes", watch)

    send(upload, b"ink ", b"and ")

    assert seen == [(8, 0)]
    assert Upload.objects.get().offset == 8


def test_a_death_before_the_sync_loses_nothing_acknowledged(upload: Upload, monkeypatch: pytest.MonkeyPatch):
    send(upload, b"ink ")
    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(durable, "sync_bytes", lambda _descriptor: (_ for _ in ()).throw(SystemExit))
        send(upload, b"lost")

    send(upload, b"and ")

    assert stands(upload) == (8, b"ink and ")


def test_a_long_request_is_acknowledged_piece_by_piece(upload: Upload, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(arriving, "RECORD_EVERY", 4)
    offsets = []

    def blocks():
        for block in (b"ink ", b"and ", b"jar."):
            yield block
            offsets.append(Upload.objects.get().offset)

    with arriving.held(upload) as descriptor:
        arriving.append(upload, descriptor, blocks())

    assert offsets == [4, 8, 12]


def test_a_disk_that_fills_up_keeps_what_it_could_take(upload: Upload, monkeypatch: pytest.MonkeyPatch):
    write, room = os.write, [6]

    def write_into_a_small_disk(descriptor: int, block: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        taken = write(descriptor, bytes(block)[: room[0]])
        room[0] -= taken
        return taken

    with monkeypatch.context() as patch, pytest.raises(arriving.NoRoom):
        patch.setattr(os, "write", write_into_a_small_disk)
        send(upload, b"ink ", b"and ")

    assert stands(upload) == (6, b"ink an")
    send(upload, b"d jar.")
    assert stands(upload) == (12, b"ink and jar.")


def test_a_disk_that_says_only_at_the_sync_that_it_is_full_acknowledges_nothing(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(arriving.NoRoom):
        patch.setattr(durable, "sync_bytes", full)
        send(upload, b"ink ")

    assert Upload.objects.get().offset == 0
    send(upload, b"and ")
    assert stands(upload) == (4, b"and ")


def test_another_fault_of_the_disk_is_not_hidden(upload: Upload, monkeypatch: pytest.MonkeyPatch):
    def broken(_descriptor: int, _block: bytes) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "write", broken)

    with pytest.raises(OSError, match="Input/output"):
        send(upload, b"ink ")


def test_more_than_announced_is_refused_even_where_no_length_came_before_it(upload: Upload):
    with pytest.raises(arriving.TooLarge):
        send(upload, b"ink and ", b"jars.")

    assert stands(upload) == (8, b"ink and ")


def test_only_one_writes_at_a_time(upload: Upload):
    with arriving.held(upload), pytest.raises(arriving.Busy):
        send(upload, b"ink ")

    send(upload, b"and ")
    assert stands(upload) == (4, b"and ")


def test_an_upload_whose_row_or_file_is_gone_cannot_be_held(upload: Upload):
    other = Upload.objects.get()
    Upload.objects.all().delete()

    with pytest.raises(arriving.Gone):
        send(other, b"ink ")
    arriving.path_of(upload.uid).unlink()
    with pytest.raises(arriving.Gone):
        send(other, b"ink ")


def test_a_row_that_moved_meanwhile_is_not_written_over(upload: Upload):
    with pytest.raises(arriving.Gone), arriving.held(upload) as descriptor:
        Upload.objects.update(offset=3)
        arriving.append(upload, descriptor, [b"ink "])

    assert Upload.objects.get().offset == 3


def test_no_upload_begins_that_would_eat_the_service_s_own_room(settings):
    settings.MIN_FREE_BYTES = 1 << 60

    with pytest.raises(arriving.NoRoom):
        arriving.begin(UserFactory(), name="", length=1)

    assert list(arriving.folder().iterdir()) == []
