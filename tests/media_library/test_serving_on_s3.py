"""Who gets which bytes where the store is an S3 server: nobody an address before the question, and none for long."""

import urllib.error
import urllib.request
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from media_library.models import Asset, Rendition
from tests.factories import AssetFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

BYTES = bytes(range(100))
TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def asset(on_s3: dict[str, str]) -> Asset:
    asset = AssetFactory(name="兰亭 序.jpg", format="JPEG")
    asset.renditions.all().delete()
    for role, name, media_type in (("play", "hls/all.m3u8", "text/x"), ("web", "web-640.webp", "image/webp")):
        Rendition.objects.create(
            asset=asset, role=role, name=name, media_type=media_type, size=100, sha256=f"{role:0>64}"
        )
        storages["default"].save(f"{asset.renditions_path}/{name}", ContentFile(BYTES))
    storages["default"].save(asset.original_path, ContentFile(BYTES))
    return asset


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fetch(address: str, method: str = "GET", **headers: str) -> Any:
    return urllib.request.urlopen(urllib.request.Request(address, method=method, headers=headers), timeout=10)


def test_who_may_see_it_is_led_to_an_address_that_is_good_for_minutes(asset: Asset, on_s3):
    answer = signed_in(asset.owner).get(f"/private/originals/{asset.uid}/")

    assert (answer.status_code, answer["Cache-Control"]) == (302, "no-store")
    parts = urlsplit(answer["Location"])
    assert f"{parts.scheme}://{parts.netloc}" == on_s3["S3_ENDPOINT"]
    assert int(parse_qs(parts.query)["X-Amz-Expires"][0]) <= 15 * 60
    found = fetch(answer["Location"])
    assert found.read() == BYTES
    assert (found.headers["Content-Type"], found.headers["Cache-Control"]) == (
        "image/jpeg",
        "private, no-store",
    )
    assert (
        found.headers["Content-Disposition"] == "inline; filename*=utf-8''%E5%85%B0%E4%BA%AD%20%E5%BA%8F.jpg"
    )
    part = fetch(answer["Location"], Range="bytes=10-19")
    assert (part.status, part.read()) == (206, BYTES[10:20])


def test_head_is_signed_as_head(asset: Asset):
    answer = signed_in(asset.owner).head(f"/private/originals/{asset.uid}/")

    assert fetch(answer["Location"], "HEAD").headers["Content-Length"] == "100"
    with pytest.raises(urllib.error.HTTPError):
        fetch(answer["Location"], "PUT")


def test_an_address_opens_its_own_file_and_no_other(asset: Asset):
    address = signed_in(asset.owner).get(f"/private/originals/{asset.uid}/")["Location"]

    for other in (
        address.replace(f"originals/{asset.uid}", f"renditions/{asset.uid}/web-640.webp"),
        address.replace("X-Amz-Expires=300", "X-Amz-Expires=3000"),
        address.partition("?")[0],
    ):
        with pytest.raises(urllib.error.HTTPError) as refused:
            fetch(other)
        assert refused.value.code == 403


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}])
def test_strangers_are_led_nowhere(asset: Asset, headers: dict[str, str]):
    clients = [Client(), signed_in(UserFactory())]
    paths = [f"/private/originals/{asset.uid}/", f"/private/renditions/{asset.uid}/web-640.webp"]

    answers = [client.get(path, headers=headers) for client in clients for path in paths]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_what_names_others_beside_it_comes_from_us(asset: Asset):
    answer = signed_in(asset.owner).get(f"/private/renditions/{asset.uid}/hls/all.m3u8")

    assert (answer.status_code, answer.getvalue(), answer["Cache-Control"]) == (
        200,
        BYTES,
        "private, no-store",
    )
    assert answer["Content-Security-Policy"].endswith("; sandbox")


def test_a_file_that_is_lost_is_404(asset: Asset):
    storages["default"].delete(asset.original_path)

    assert signed_in(asset.owner).get(f"/private/originals/{asset.uid}/").status_code == 404


def test_a_store_that_is_away_is_503_and_never_kept(asset: Asset, away):
    away(True)

    answer = signed_in(asset.owner).get(f"/private/originals/{asset.uid}/")

    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")


def test_released_files_come_from_us_and_are_gone_when_they_are_gone(on_s3, client: Client):
    path = f"/public/{TOKEN}/a/web-640.webp"
    storages["public"].save(f"{TOKEN}/a/web-640.webp", ContentFile(BYTES))

    whole = client.get(path)
    part = client.get(path, headers={"Range": "bytes=90-"})
    known = client.get(path, headers={"If-None-Match": whole["ETag"]})
    head = client.head(path)
    after = client.get(path, headers={"Range": "bytes=100-"})

    assert (whole.status_code, whole.getvalue(), whole["Content-Type"]) == (200, BYTES, "image/webp")
    assert whole["Cache-Control"] == "public, max-age=60, must-revalidate"
    assert (part.status_code, part.getvalue(), part["Content-Range"]) == (206, BYTES[90:], "bytes 90-99/100")
    assert (known.status_code, known.content) == (304, b"")
    assert (head.status_code, head["Content-Length"], head.content) == (200, "100", b"")
    assert after.status_code == 416

    storages["public"].clear(TOKEN)

    gone = client.get(path, headers={"If-None-Match": whole["ETag"]})
    assert gone.status_code == 404


def test_an_empty_file_is_sent_as_such(on_s3, client: Client):
    storages["public"].save(f"{TOKEN}/a/empty.txt", ContentFile(b""))

    answer = client.get(f"/public/{TOKEN}/a/empty.txt")

    assert (answer.status_code, answer["Content-Length"], answer.getvalue()) == (200, "0", b"")
