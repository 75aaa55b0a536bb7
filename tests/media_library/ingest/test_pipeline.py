"""An asset goes from its bytes to what pages show, once, whatever dies on the way."""

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from audit.models import Entry
from jobs.models import Job
from jobs.models import State as JobState
from media_library.ingest import pipeline, sandbox
from media_library.ingest.words import describe_progress
from media_library.models import Asset, State
from tests.factories import UserFactory
from tests.media_library.arriving import arrive
from tests.media_library.corpus_pictures import encoded, painting, save
from tests.media_library.corpus_recordings import GOOD as RECORDINGS

pytestmark = pytest.mark.django_db
PICTURE = encoded(painting(900, 600), "JPEG")
NAMES = ["web-1280.webp", "web-1600.jpg", "web-320.webp", "web-640.jpg", "web-640.webp"]


def names(asset: Asset) -> list[str]:
    return sorted(asset.renditions.values_list("name", flat=True))


def left_in_tmp() -> list[Path]:
    return list((settings.VAR / "tmp").glob("ingest-*"))


def test_a_picture_becomes_ready(work_off: Callable) -> None:
    asset = arrive("兰亭.jpg", save(PICTURE))

    work_off()

    asset.refresh_from_db()
    assert (asset.state, asset.step, asset.progress) == (State.READY, "", 100)
    assert (asset.format, asset.family, asset.width, asset.height) == ("JPEG", "picture", 900, 600)
    assert len(asset.fingerprint) == 16
    assert names(asset) == NAMES
    for each in asset.renditions.all():
        with storages["default"].open(each.path) as file:
            data = file.read()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (each.size, each.sha256)
    assert left_in_tmp() == []


@pytest.mark.once
def test_a_large_picture_is_ready_before_its_tiles_are(work_off: Callable) -> None:
    asset = arrive("large.jpg", save(encoded(painting(2100, 600), "JPEG")))

    work_off("quick")
    asset.refresh_from_db()
    assert (asset.state, asset.facts["later"]) == (State.READY, ["tiles", "avif"])
    work_off()

    asset.refresh_from_db()
    tiles = asset.renditions.get(role="tiles")
    assert (tiles.name, tiles.width, tiles.height) == ("tiles/info.json", 2100, 600)
    assert storages["default"].exists(tiles.path)
    assert storages["default"].exists(f"{asset.renditions_path}/tiles/0,0,512,512/512,512/0/default.jpg")
    assert asset.state == State.READY


@pytest.mark.once
def test_the_smaller_copies_come_last_and_keep_nobody_waiting(work_off: Callable) -> None:
    asset = arrive("large.jpg", save(encoded(painting(1400, 900), "JPEG")))
    work_off("quick")
    asset.refresh_from_db()
    assert (asset.state, asset.renditions.filter(role="avif").exists()) == (State.READY, False)

    work_off()

    made = list(asset.renditions.filter(role="avif").values_list("name", "media_type", "width"))
    assert made == [
        (f"avif/{step}.avif", "image/avif", width) for step, width in ((640, 640), (1280, 1280), (1920, 1400))
    ]
    for each in asset.renditions.filter(role="avif"):
        with storages["default"].open(each.path) as file:
            assert hashlib.sha256(file.read()).hexdigest() == each.sha256


def test_an_extra_that_fails_takes_nothing_away(work_off: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    asset = arrive("large.jpg", save(encoded(painting(1400, 900), "JPEG")))
    work_off("quick")

    def fail(*args: object, **options: object) -> None:
        raise sandbox.ChildFailed("exit 1: no encoder")

    monkeypatch.setattr(sandbox, "run", fail)
    for _attempt in range(5):
        work_off()
        Job.objects.filter(state=JobState.WAITING).update(run_after=timezone.now())

    asset.refresh_from_db()
    assert Job.objects.get(name="ingest.avif").state == JobState.FAILED
    assert (asset.state, asset.step, describe_progress(asset)) == (State.READY, "", "已就绪。")


def test_an_extra_waits_until_the_file_is_ready_and_never_makes_it_so(work_off: Callable) -> None:
    asset = arrive("large.jpg", save(encoded(painting(1400, 900), "JPEG")))
    work_off("quick")
    Asset.objects.update(state=State.CHECKING)

    work_off()

    asset.refresh_from_db()
    assert (asset.state, asset.renditions.filter(role="avif").exists()) == (State.CHECKING, False)


def test_a_film_that_browsers_cannot_play_is_ready_once_it_is_encoded(work_off: Callable) -> None:
    asset = arrive("hevc.mov", RECORDINGS["hevc.mov"])

    work_off("quick")
    asset.refresh_from_db()
    assert (asset.state, asset.step) == (State.CHECKING, "encode")
    work_off()

    asset.refresh_from_db()
    assert asset.state == State.READY
    assert names(asset) == ["play-1080.mp4", "poster-1280.jpg"]
    assert asset.duration == pytest.approx(2.0, abs=0.1)


def test_a_bad_file_is_refused_and_kept(work_off: Callable) -> None:
    asset = arrive("half.jpg", save(PICTURE[: len(PICTURE) // 2]))

    work_off()

    asset.refresh_from_db()
    assert (asset.state, asset.refusal, names(asset)) == (State.REFUSED, "damaged", [])
    assert storages["default"].exists(asset.original_path)
    assert "不完整" in describe_progress(asset)
    assert Job.objects.get().state == JobState.DONE


def test_asking_twice_makes_the_same_files_once(work_off: Callable) -> None:
    asset = arrive("a.jpg", save(PICTURE))
    work_off()
    first = list(asset.renditions.values_list("pk", "name", "sha256"))

    pipeline.begin(asset)
    work_off()

    assert list(asset.renditions.values_list("pk", "name", "sha256")) == first
    asset.refresh_from_db()
    assert asset.state == State.READY


def test_what_a_killed_worker_left_is_taken_up_and_swept(work_off: Callable) -> None:
    asset = arrive("a.jpg", save(PICTURE))
    Asset.objects.update(state=State.CHECKING, step="show")
    an_hour_ago = timezone.now() - dt.timedelta(hours=1)
    Job.objects.update(state=JobState.RUNNING, token="dead", attempts=1, lease_until=an_hour_ago)
    left = settings.VAR / "tmp" / f"ingest-show-{asset.uid}-dead"
    (left / "made").mkdir(parents=True)
    (left / "made" / "web-320.webp").write_bytes(b"half")
    storages["default"].save(f"{asset.renditions_path}/web-320.webp", ContentFile(b"half"))

    work_off()

    asset.refresh_from_db()
    assert (asset.state, names(asset), left_in_tmp()) == (State.READY, NAMES, [])
    with storages["default"].open(f"{asset.renditions_path}/web-320.webp") as file:
        assert file.read(4) == b"RIFF"


def test_a_lost_original_fails_after_five_attempts_and_can_be_tried_again(work_off: Callable) -> None:
    asset = arrive("a.jpg", save(PICTURE))
    with storages["default"].open(asset.original_path) as file:
        data = file.read()
    storages["default"].delete(asset.original_path)
    for _attempt in range(5):
        work_off()
        Job.objects.update(run_after=timezone.now())
    asset.refresh_from_db()
    assert asset.state == State.FAILED
    assert "再试" in describe_progress(asset)

    storages["default"].save(asset.original_path, ContentFile(data))
    pipeline.retry(asset, by=UserFactory(curator=True))
    work_off()

    asset.refresh_from_db()
    assert (asset.state, names(asset)) == (State.READY, NAMES)
    assert Entry.objects.filter(action__startswith="asset.").count() == 1


def test_only_curators_have_a_file_looked_at_again() -> None:
    asset = arrive("a.jpg", save(PICTURE))
    Asset.objects.update(state=State.FAILED)

    with pytest.raises(PermissionDenied):
        pipeline.retry(asset, by=asset.owner)

    assert Asset.objects.get().state == State.FAILED


def test_what_is_ready_or_refused_for_good_cannot_be_tried_again(work_off: Callable) -> None:
    ready, refused = arrive("a.jpg", save(PICTURE)), arrive("b.png", save(PICTURE))
    work_off()

    for asset in (ready, refused):
        with pytest.raises(pipeline.CannotRetry):
            pipeline.retry(asset, by=UserFactory(curator=True))
    assert not Entry.objects.filter(action__startswith="asset.").exists()


def test_a_failed_later_step_leaves_what_is_ready(work_off: Callable) -> None:
    asset = arrive("large.jpg", save(encoded(painting(2100, 600), "JPEG")))
    work_off("quick")

    pipeline.gave_up(str(asset.uid))

    asset.refresh_from_db()
    assert asset.state == State.READY


def test_an_asset_that_is_gone_is_no_error(work_off: Callable) -> None:
    asset = arrive("a.jpg", save(PICTURE))
    asset.delete()

    work_off()

    assert Job.objects.get().state == JobState.DONE


def test_a_full_disk_is_our_fault_and_not_the_files(
    work_off: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = arrive("a.jpg", save(PICTURE))

    def no_space(*args: object, **options: object) -> None:
        raise sandbox.ChildFailed("exit 1: OSError: [Errno 28] No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(sandbox, "run", no_space)
        work_off()
    asset.refresh_from_db()
    assert (asset.state, Job.objects.get().state) == (State.CHECKING, JobState.WAITING)
    Job.objects.update(run_after=timezone.now())
    work_off()

    asset.refresh_from_db()
    assert asset.state == State.READY
