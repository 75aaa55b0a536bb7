"""The whole life of a picture where both stores are buckets of a real S3 server."""

import hashlib
import io
import shutil
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.test import Client

from curation import publicfiles, releasing
from curation.drafting import draft
from curation.reviewing import open_review, sign
from jobs.models import Job
from media_library import storage
from media_library.models import Asset, State, Upload
from media_library.uploads import tidying
from showcase.models import Release, WorkPage
from tests.curation.conftest import withdraw
from tests.media_library.corpus_pictures import encoded, painting
from tests.media_library.uploads.tus import Tus

pytestmark = pytest.mark.once


@pytest.fixture
def photograph() -> bytes:
    """Large enough to have tiles."""
    return encoded(painting(2200, 1400), "JPEG")


def send(tus: Tus, data: bytes, name: str = "晨光.jpg"):
    path = tus.create(len(data), name)
    return path, tus.patch(path, 0, data)


@pytest.fixture
def tus(on_s3, court) -> Tus:
    client = Client()
    client.force_login(court.contributor)
    yield Tus(client)
    shutil.rmtree(configured.VAR / "uploads", ignore_errors=True)


@pytest.fixture
def released(tus: Tus, accepted, court, work_off, photograph: bytes) -> Release:
    """Sent by tus, derived, signed and released."""
    send(tus, photograph)
    work_off()
    asset = Asset.objects.get(name="晨光.jpg", size=len(photograph))
    accepted.files.update(asset=asset)
    review = open_review(draft(accepted, by=court.curator), by=court.curator)
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    work_off()
    return Release.objects.get()


def verify() -> str:
    out = io.StringIO()
    call_command("verify_originals", stdout=out)
    return out.getvalue()


def local_files() -> list[Path]:
    folders = [Path(configured.MEDIA_ROOT), Path(configured.PUBLIC_ROOT), configured.VAR / "uploads"]
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_from_the_upload_to_the_withdrawal(released: Release, court, client: Client, photograph: bytes):
    private, public = storages["default"], storages["public"]
    asset = Asset.objects.get(size=len(photograph))
    assert asset.state == State.READY
    assert b"".join(private.blocks(asset.original_path)) == photograph
    assert asset.sha256 == hashlib.sha256(photograph).hexdigest()
    assert local_files() == []

    standing = [path for path, _size in storage.walk(public, released.token)]
    made = [path for path, _size in storage.walk(private, asset.renditions_path)]
    assert {path.partition("/")[2] for path in standing} == set(made)
    assert len([path for path in standing if "/tiles/" in path]) > 15
    assert publicfiles.check() == ([], [])
    page = client.get(f"/works/{released.slug}/").content.decode()
    shown = released.content["media"][0]["webp"][0]["src"]
    assert f"/public/{released.token}/{shown}" in page
    addresses = [f"/public/{released.token}/{path}" for path in standing]
    answers = [client.get(address) for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer["Cache-Control"] for answer in answers} == {"public, max-age=60, must-revalidate"}

    withdraw(WorkPage.objects.get(), by=court.curator, reason="作者撤回授权")

    assert list(storage.walk(public, released.token)) == []
    assert {client.get(address).status_code for address in addresses} == {404}
    assert b"".join(private.blocks(asset.original_path)) == photograph


@pytest.mark.drill
def test_what_is_too_much_and_what_is_missing_is_named_and_mended(released: Release):
    public = storages["public"]
    public.save("f" * 32 + "/1/web.webp", ContentFile(b"x"))
    path = released.content["media"][0]["webp"][0]["src"]
    public.delete(f"{released.token}/{path}")

    with pytest.raises(CommandError, match="1 folders too many, 1 files missing"):
        call_command("check_public", stdout=io.StringIO())
    call_command("check_public", "--mend", stdout=io.StringIO())

    assert public.exists(f"{released.token}/{path}")
    assert list(storage.walk(public, "f" * 32)) == []
    assert publicfiles.check() == ([], [])


@pytest.mark.drill
def test_damaged_originals_and_renditions_are_named(released: Release, photograph: bytes):
    private = storages["default"]
    asset = Asset.objects.get(size=len(photograph))
    other = Asset.objects.exclude(pk=asset.pk).get()
    Asset.objects.filter(pk=other.pk).update(sha256=hashlib.sha256(b"abc").hexdigest())
    other.renditions.all().delete()
    assert "all as they were" in verify()

    flipped = bytearray(photograph)
    flipped[1000] ^= 1
    private.save(asset.original_path, ContentFile(bytes(flipped)))
    private.delete(other.original_path)

    with pytest.raises(CommandError, match="2 originals and 0 renditions are damaged"):
        verify()
    assert dict(Asset.objects.values_list("pk", "fault")) == {asset.pk: "different", other.pk: "missing"}


def test_a_store_that_is_away_is_no_fault_of_the_files(released: Release, away):
    away(True)

    with pytest.raises(CommandError, match="nothing is known"):
        verify()

    assert set(Asset.objects.values_list("fault", flat=True)) == {""}


def test_an_upload_waits_for_a_store_that_is_away(tus: Tus, away, work_off, photograph: bytes):
    away(True)
    path, answer = send(tus, photograph)
    head = tus.head(path)

    assert [answer.status_code, head.status_code] == [503, 503]
    assert answer["Retry-After"] == "5"
    assert [file.read_bytes() for file in local_files()] == [photograph]

    # Nobody asks again: the round does it, however often that fails.
    Upload.objects.update(created_at="2020-01-01T00:00:00Z", expires_at="2020-02-01T00:00:00Z")
    tidying.look()
    Job.objects.filter(name="uploads.finish").update(attempts=4)
    work_off()
    tidying.tidy()
    assert [file.read_bytes() for file in local_files()] == [photograph]

    away(False)
    tidying.look()
    work_off()

    asset = Asset.objects.get()
    assert (asset.state, asset.size) == (State.READY, len(photograph))
    assert b"".join(storages["default"].blocks(asset.original_path)) == photograph
    assert local_files() == []


def test_a_client_that_asks_again_is_told_when_the_store_is_back(tus: Tus, away, photograph: bytes):
    away(True)
    path, _refused = send(tus, photograph)
    away(False)

    head = tus.head(path)

    assert (head.status_code, head["Upload-Offset"]) == (200, str(len(photograph)))
    assert head["X-Asset-Uid"] == str(Asset.objects.get().uid)


def test_a_withdrawal_that_meets_a_store_that_is_away_is_ended_when_it_is_back(
    released: Release, court, client: Client, away, work_off
):
    away(True)
    withdraw(WorkPage.objects.get(), by=court.curator, reason="作者撤回授权")
    Job.objects.filter(name=releasing.CLEAR).update(attempts=4)
    work_off()
    assert client.get(f"/works/{released.slug}/").status_code == 410

    away(False)
    releasing.clear_again()
    work_off()

    assert list(storage.walk(storages["public"], released.token)) == []
