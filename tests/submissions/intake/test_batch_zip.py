"""The ZIP beside a sheet: names in GBK and UTF-8, bombs and locks refused, members through the uploads' own door."""

import io
import zipfile

import pytest
from django.core.files.storage import storages

from submissions.errors import NotPossible
from submissions.intake.batch_zip import name_of, opened, take_in
from tests.factories import UserFactory


def packed(**members: bytes) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    file.seek(0)
    return file


def test_names_of_windows_and_of_others_are_read() -> None:
    gbk = zipfile.ZipInfo("登高.jpg".encode("gbk").decode("cp437"))
    utf8 = zipfile.ZipInfo("文件/登高.jpg".encode().decode("cp437"))
    marked = zipfile.ZipInfo("登高.jpg")
    marked.flag_bits = 0x800

    assert [name_of(each) for each in (gbk, utf8, marked)] == ["登高.jpg", "文件/登高.jpg", "登高.jpg"]


def test_what_systems_leave_is_no_file() -> None:
    with opened(
        packed(**{"甲.jpg": b"1", "__MACOSX/._甲.jpg": b"2", "组/.DS_Store": b"3", "Thumbs.db": b"4"})
    ) as (_a, members):
        assert list(members) == ["甲.jpg"]


def test_bombs_and_rubbish_are_refused() -> None:
    for file in (packed(big=b"\0" * 20_000_000), io.BytesIO(b"rubbish")):
        with pytest.raises(NotPossible), opened(file):
            pass


@pytest.mark.django_db
def test_member_becomes_an_asset_with_its_bytes() -> None:
    owner = UserFactory()
    with opened(packed(**{"../../组/登高.txt": "白日依山尽".encode()})) as (archive, members):
        [(path, info)] = members.items()
        asset, sentence = take_in(archive, path, info, owner)

    assert (asset.name, asset.owner, sentence) == ("登高.txt", owner, "")
    with storages["default"].open(asset.original_path) as original:
        assert original.read().decode() == "白日依山尽"


@pytest.mark.django_db
def test_damaged_member_is_named() -> None:
    data = packed(**{"甲.txt": b"abcdefgh" * 50}).getvalue()
    at = data.index("甲.txt".encode()) + len("甲.txt".encode()) + 3
    broken = io.BytesIO(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
    with opened(broken) as (archive, members):
        asset, sentence = take_in(archive, "甲.txt", members["甲.txt"], UserFactory())

    assert (asset, sentence) == (None, "“甲.txt”在压缩包中已损坏。")
