import errno
import os
from pathlib import Path

import pytest

from media_library import durable


def test_a_moved_file_stands_whole_in_folders_made_for_it(tmp_path: Path):
    source = tmp_path / "in" / "file"
    source.parent.mkdir()
    source.write_bytes(b"ink")
    target = tmp_path / "a" / "b" / "kept"

    durable.move(source, target)

    assert target.read_bytes() == b"ink"
    assert not source.exists()


def test_a_move_to_another_disk_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    source, target = tmp_path / "file", tmp_path / "kept"
    source.write_bytes(b"ink")
    rename = Path.replace

    def replace(self: Path, other: Path) -> Path:
        if self == source:
            raise OSError(errno.EXDEV, "another disk")
        return rename(self, other)

    monkeypatch.setattr(Path, "replace", replace)

    durable.move(source, target)

    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert target.read_bytes() == b"ink"


def test_file_and_folder_are_on_disk_before_the_move_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    source, target = tmp_path / "file", tmp_path / "kept" / "file"
    source.write_bytes(b"ink")
    synced: list[int] = []
    fsync = os.fsync

    def watch(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watch)

    durable.move(source, target)

    folder, file, kept = (path.stat().st_ino for path in (tmp_path, target, target.parent))
    assert synced == [folder, file, kept, folder]
