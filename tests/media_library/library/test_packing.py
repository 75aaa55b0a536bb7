import csv
import hashlib
import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from media_library.library.packing import pack, packable
from media_library.models import Asset
from tests.factories import AssetFactory

pytestmark = pytest.mark.django_db


def kept(name: str, data: bytes, **traits) -> Asset:
    asset = AssetFactory(name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest(), **traits)
    storages["default"].save(asset.original_path, ContentFile(data))
    return asset


def opened(assets) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(pack(assets))))


def manifest(archive: zipfile.ZipFile) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))


def test_originals_are_whole_stored_and_named_as_they_came():
    archive = opened([kept("兰亭 序.jpg", b"ink" * 1000), kept("../𠮷.jpg", b"")])

    assert archive.testzip() is None
    assert archive.namelist() == ["兰亭 序.jpg", "𠮷.jpg", "SHA256SUMS", "manifest.csv"]
    assert archive.read("兰亭 序.jpg") == b"ink" * 1000
    assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
    assert all(info.flag_bits & 0x800 for info in archive.infolist()[:2])  # UTF-8


def test_the_same_name_again_gets_a_number_also_in_capitals_and_ours_stay_ours():
    archive = opened(
        [kept(name, b"x") for name in ("图.jpg", "图.JPG", "图.jpg", "图 (2).jpg", "SHA256SUMS")]
    )

    assert archive.namelist()[:5] == [
        "图.jpg",
        "图 (2).JPG",
        "图 (3).jpg",
        "图 (2) (2).jpg",
        "SHA256SUMS (2)",
    ]


def test_the_sums_and_the_manifest_say_what_each_file_is():
    asset = kept("图.jpg", b"ink", caption="=HYPERLINK(1)")

    archive = opened([asset])

    assert archive.read("SHA256SUMS").decode() == f"{asset.sha256}  图.jpg\n"
    head, row = manifest(archive)
    assert dict(zip(head, row, strict=True))["上传人"] == asset.owner.name
    assert "'=HYPERLINK(1)" in row


def test_a_file_that_is_gone_or_changed_is_named():
    gone, changed, good = kept("失.jpg", b"a"), kept("变.jpg", b"b"), kept("好.jpg", b"c")
    storages["default"].delete(gone.original_path)
    storages["default"].delete(changed.original_path)
    storages["default"].save(changed.original_path, ContentFile(b"B"))

    archive = opened([gone, changed, good])

    assert archive.namelist()[:2] == ["变.jpg", "好.jpg"]
    assert [row[-1] for row in manifest(archive)[1:]] == ["原件缺失", "与上传时不一致", ""]
    assert "失.jpg" not in archive.read("SHA256SUMS").decode()


def test_only_what_stood_its_check_is_packed():
    assets = [
        AssetFactory(),
        AssetFactory(refused=True),
        AssetFactory(checking=True),
        AssetFactory(failed=True),
    ]

    assert packable(assets) == assets[:1]


def test_it_is_sent_in_parts_as_the_files_are_read():
    parts = pack([kept("大.bin", bytes(5_000_000))])

    assert max(map(len, parts)) < 1_100_000
