import hashlib
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from jobs.models import Job
from media_library import durable, originals
from media_library.models import Asset
from media_library.originals import keep_original
from media_library.storage import StoreAway
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

BYTES = b"the bytes as they came" * 1000


@pytest.fixture
def arrived(tmp_path: Path) -> Path:
    path = tmp_path / "arrived"
    path.write_bytes(BYTES)
    return path


def kept() -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in (Path(settings.MEDIA_ROOT) / "originals").iterdir()]


def test_the_original_is_kept_to_the_byte_and_asked_to_be_shown(arrived: Path):
    owner = UserFactory()

    asset = keep_original(arrived, "扫描.tif", owner)

    assert kept() == [(str(asset.uid), BYTES)]
    assert (asset.name, asset.owner, asset.size) == ("扫描.tif", owner, len(BYTES))
    assert asset.sha256 == hashlib.sha256(BYTES).hexdigest()
    assert [(job.name, job.subject) for job in Job.objects.all()] == [("ingest.show", str(asset.uid))]
    assert not arrived.exists()


def test_the_kept_file_cannot_be_written_to(arrived: Path):
    asset = keep_original(arrived, "扫描.tif", UserFactory())

    assert (Path(settings.MEDIA_ROOT) / asset.original_path).stat().st_mode & 0o777 == 0o440


def test_a_name_is_not_needed(arrived: Path):
    asset = keep_original(arrived, "", UserFactory())

    assert asset.name == str(asset.uid)


class Death(BaseException):
    """The process is killed here."""


def _dies(*args: object, **kwargs: object) -> None:
    raise Death


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (originals, "_put"),
        (durable, "sync_folder"),
        (Path, "chmod"),
        (originals.queue, "ask"),
        (Path, "unlink"),
    ],
    ids=[
        "before the move",
        "after the rename",
        "before it is read-only",
        "before the row",
        "at the very end",
    ],
)
@pytest.mark.django_db(transaction=True)
def test_a_death_between_any_two_steps_leaves_exactly_one_asset(arrived: Path, where: object, name: str):
    owner, uid = UserFactory(), uuid.uuid4()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(where, name, _dies)
        with pytest.raises(Death):
            keep_original(arrived, "扫描.tif", owner, uid=uid)

    asset = keep_original(arrived, "扫描.tif", owner, uid=uid)

    assert list(Asset.objects.all()) == [asset]
    assert kept() == [(str(uid), BYTES)]
    assert asset.sha256 == hashlib.sha256(BYTES).hexdigest()
    assert Job.objects.filter(name="ingest.show", subject=str(uid)).count() == 1


def test_doing_it_twice_is_doing_it_once(arrived: Path):
    owner, uid = UserFactory(), uuid.uuid4()

    assets = [keep_original(arrived, "扫描.tif", owner, uid=uid) for _ in range(2)]

    assert assets[0] == assets[1]
    assert Job.objects.count() == 1


def test_bytes_that_are_nowhere_are_said_to_be_missing(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        keep_original(tmp_path / "never", "扫描.tif", UserFactory())

    assert Asset.objects.count() == 0


def test_a_store_on_another_machine_gets_the_bytes_once(arrived: Path, on_s3):
    store, owner, uid = storages["default"], UserFactory(), uuid.uuid4()
    store.save(f"originals/{uid}", ContentFile(BYTES))  # put there by a process that died then
    before = store.facts(f"originals/{uid}")

    asset = keep_original(arrived, "扫描.tif", owner, uid=uid)

    assert store.facts(asset.original_path) == before
    assert asset.sha256 == hashlib.sha256(BYTES).hexdigest()
    assert not arrived.exists()


def test_half_an_object_is_put_again(arrived: Path, on_s3):
    store, uid = storages["default"], uuid.uuid4()
    store.save(f"originals/{uid}", ContentFile(BYTES[:100]))

    keep_original(arrived, "扫描.tif", UserFactory(), uid=uid)

    assert b"".join(store.blocks(f"originals/{uid}")) == BYTES


def test_what_a_store_that_is_away_does_not_take_stays_here(arrived: Path, away):
    owner, uid = UserFactory(), uuid.uuid4()
    away(True)
    with pytest.raises(StoreAway):
        keep_original(arrived, "扫描.tif", owner, uid=uid)
    assert (arrived.read_bytes(), Asset.objects.count()) == (BYTES, 0)

    away(False)
    asset = keep_original(arrived, "扫描.tif", owner, uid=uid)

    assert b"".join(storages["default"].blocks(asset.original_path)) == BYTES
    assert not arrived.exists()
