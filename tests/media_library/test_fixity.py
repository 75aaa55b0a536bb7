"""A stored file that is not what it was is found, named, and, where it was derived, made again."""

import datetime as dt
import errno
import hashlib
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.utils import timezone

from media_library import fixity
from media_library.models import Asset, Rendition
from tests.media_library.arriving import arrive
from tests.media_library.corpus_documents import GOOD as DOCUMENTS
from tests.media_library.corpus_pictures import GOOD as PICTURES
from tests.media_library.corpus_pictures import encoded, painting, save
from tests.media_library.corpus_recordings import GOOD as RECORDINGS
from tests.media_library.corpus_recordings import LONG_LECTURE

pytestmark = pytest.mark.django_db


@pytest.fixture
def asset(work_off) -> Asset:
    """A picture that is ready."""
    asset = arrive("兰亭.jpg", save(encoded(painting(300, 200), "JPEG")))
    work_off()
    return asset


def overwrite(path: str, data: bytes) -> None:
    storages["default"].delete(path)
    storages["default"].save(path, ContentFile(data))


def verify() -> tuple[str, str]:
    """What the command printed, and why it ended with 1."""
    output = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("verify_originals", stdout=output)
    assert caught.value.returncode == 1
    return output.getvalue(), str(caught.value)


def test_true_files_are_verified_and_dated(asset: Asset) -> None:
    output = StringIO()

    call_command("verify_originals", stdout=output)

    asset.refresh_from_db()
    assert output.getvalue() == "1 originals and 2 renditions, all as they were\n"
    assert (asset.fault, asset.verified_at is not None) == ("", True)


def test_a_flipped_bit_in_an_original_is_named(asset: Asset) -> None:
    with storages["default"].open(asset.original_path) as file:
        data = bytearray(file.read())
    data[100] ^= 1
    overwrite(asset.original_path, bytes(data))

    printed, reason = verify()

    asset.refresh_from_db()
    assert printed == f"different: {asset.original_path} (兰亭.jpg)\n"
    assert reason.startswith("1 originals and 0 renditions are damaged")
    assert (asset.fault, asset.verified_at) == ("different", None)


def test_a_lost_original_is_named(asset: Asset) -> None:
    storages["default"].delete(asset.original_path)

    assert verify()[0] == f"missing: {asset.original_path} (兰亭.jpg)\n"


def test_a_bad_sector_is_named_and_the_rest_is_read_all_the_same(asset: Asset, monkeypatch) -> None:
    other = arrive("心经.jpg", save(encoded(painting(300, 200), "JPEG")))
    store = storages["default"]
    opened = store.open

    def open_or_fail(name: str, mode: str = "rb"):
        if name == asset.original_path:
            raise OSError(errno.EIO, "Input/output error")
        return opened(name, mode)

    monkeypatch.setattr(store, "open", open_or_fail)

    assert verify()[0] == f"unreadable: {asset.original_path} (兰亭.jpg)\n"
    other.refresh_from_db()
    assert other.verified_at is not None


def test_two_that_changed_places_are_both_named(asset: Asset) -> None:
    other = arrive("心经.jpg", save(encoded(painting(200, 300), "JPEG")))
    store = storages["default"]
    one, two = (store.open(each.original_path).read() for each in (asset, other))
    overwrite(asset.original_path, two)
    overwrite(other.original_path, one)

    assert verify()[0].splitlines() == [
        f"different: {each.original_path} ({each.name})" for each in (asset, other)
    ]


def test_the_worker_reads_each_original_again_within_a_month(asset: Asset, work_off, caplog) -> None:
    fixity.look_again()
    work_off()
    asset.refresh_from_db()
    assert asset.verified_at is not None

    overwrite(asset.original_path, b"rot")
    fixity.verify_due()
    asset.refresh_from_db()
    assert asset.fault == "", "read only just now"

    Asset.objects.update(verified_at=timezone.now() - fixity.CYCLE - dt.timedelta(hours=1))
    fixity.verify_due()
    asset.refresh_from_db()
    assert asset.fault == "different"
    assert "An original is not what arrived" in caplog.text


def test_a_damaged_rendition_is_made_again(asset: Asset, work_off) -> None:
    path = f"{asset.renditions_path}/web-320.webp"
    overwrite(path, b"rot")

    printed, reason = verify()
    work_off()

    assert printed == f"different: {path} (兰亭.jpg)\n"
    assert reason.endswith("1 assets are asked to be derived again")
    call_command("verify_originals", stdout=StringIO())


@pytest.mark.drill
def test_all_that_was_derived_comes_back_to_the_byte_from_the_originals(work_off) -> None:
    for name, maker in {
        "large.jpg": save(encoded(painting(2100, 600), "JPEG")),
        "pages.tif": PICTURES["ten-pages.tif"],
        "lecture.mp4": LONG_LECTURE,
        "hevc.mov": RECORDINGS["hevc.mov"],
        "speech.wav": RECORDINGS["speech.wav"],
        "essay.docx": DOCUMENTS["essay.docx"],
        "lecture.srt": DOCUMENTS["lecture.srt"],
    }.items():
        arrive(name, maker)
    work_off()
    files, rows = standing(), list(Rendition.objects.order_by("pk").values_list("name", "sha256"))
    roles = set(Rendition.objects.values_list("role", flat=True))
    assert roles == {
        *(
            "web",
            "avif",
            "tiles",
            "page",
            "poster",
            "play",
            "opus",
            "hls",
            "sprites",
            "peaks",
            "text",
            "image",
            "captions",
        )
    }

    shutil.rmtree(Path(storages["default"].path("renditions")))
    call_command("rebuild_renditions", stdout=StringIO())
    work_off()

    assert standing() == files
    assert list(Rendition.objects.order_by("pk").values_list("name", "sha256")) == rows
    call_command("verify_originals", stdout=StringIO())


def standing() -> dict[str, str]:
    """Every file among the renditions with the hash of its bytes."""
    root = Path(storages["default"].path("renditions"))
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_everything_derived_can_be_made_again(asset: Asset, work_off) -> None:
    storages["default"].delete(f"{asset.renditions_path}/web-320.webp")
    output = StringIO()

    call_command("rebuild_renditions", str(asset.uid), stdout=output)
    work_off()

    assert output.getvalue() == "1 assets are asked to be derived again\n"
    call_command("verify_originals", stdout=StringIO())
