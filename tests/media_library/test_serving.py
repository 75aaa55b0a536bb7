"""Who gets which bytes, and how: private files after the question, public ones as long as they stand."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from media_library import access
from media_library.models import Asset, Rendition
from tests.factories import AssetFactory, UserFactory

pytestmark = pytest.mark.django_db

BYTES = bytes(range(100))
TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def asset() -> Asset:
    """A picture with a rendition and a folder of tiles, and the bytes behind them."""
    asset = AssetFactory(name="兰亭 序.jpg", format="JPEG")
    storages["default"].save(asset.original_path, ContentFile(BYTES))
    asset.renditions.all().delete()
    for role, name, media_type in (
        ("web", "web-640.webp", "image/webp"),
        ("tiles", "tiles/info.json", "application/json"),
    ):
        Rendition.objects.create(
            asset=asset,
            role=role,
            name=name,
            media_type=media_type,
            width=640,
            height=480,
            size=100,
            sha256=f"{role:0>64}",
        )
        storages["default"].save(f"{asset.renditions_path}/{name}", ContentFile(BYTES))
    storages["default"].save(
        f"{asset.renditions_path}/tiles/0,0,512,512/512,/0/default.jpg", ContentFile(BYTES)
    )
    storages["default"].save(f"{asset.renditions_path}/unrecorded.webp", ContentFile(BYTES))
    return asset


@pytest.fixture
def owner(asset: Asset) -> Client:
    return signed_in(asset.owner)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def addresses(asset: Asset) -> list[str]:
    return [
        f"/private/originals/{asset.uid}/",
        f"/private/renditions/{asset.uid}/web-640.webp",
        f"/private/renditions/{asset.uid}/tiles/info.json",
        f"/private/renditions/{asset.uid}/tiles/0,0,512,512/512,/0/default.jpg",
        f"/private/assets/{asset.uid}/state.json",
    ]


def body(answer: Any) -> bytes:
    return answer.getvalue() if answer.streaming else answer.content


# --- Private: who -------------------------------------------------------------------------------------------


def test_owner_and_curator_get_every_private_file(asset: Asset, owner: Client):
    curator = signed_in(UserFactory(curator=True))

    statuses = [client.get(path).status_code for client in (owner, curator) for path in addresses(asset)]

    assert statuses == [200] * 10


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Range": "bytes=0-9"},
        {"Range": "bytes=999-"},
        {"If-None-Match": "*"},
        {"If-None-Match": f'"{"web":0>64}"'},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"If-Match": '"other"'},
    ],
)
def test_strangers_get_404_before_any_condition_is_looked_at(
    asset: Asset, method: str, headers: dict[str, str]
):
    clients = [Client(), signed_in(UserFactory()), signed_in(UserFactory(is_active=False))]

    answers = [
        getattr(client, method)(path, headers=headers) for client in clients for path in addresses(asset)
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert [answer for answer in answers if "ETag" in answer or "Content-Range" in answer] == []


def test_whom_an_upper_layer_answers_for_may_look(asset: Asset, monkeypatch: pytest.MonkeyPatch):
    liaison = UserFactory()
    monkeypatch.setattr(access, "_answers", [lambda user, it: user == liaison and it == asset])

    assert signed_in(liaison).get(addresses(asset)[0]).status_code == 200


def test_what_was_refused_is_sent_to_nobody(asset: Asset, owner: Client):
    Asset.objects.update(state="refused")

    assert owner.get(addresses(asset)[0]).status_code == 404


# --- Private: how -------------------------------------------------------------------------------------------


def test_a_private_file_is_never_kept_and_never_runs(asset: Asset, owner: Client):
    answer = owner.get(addresses(asset)[1])

    assert body(answer) == BYTES
    assert answer["Content-Type"] == "image/webp"
    assert answer["Content-Length"] == "100"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].endswith("; sandbox")


def test_an_original_that_browsers_can_show_is_shown_under_its_name(asset: Asset, owner: Client):
    answer = owner.get(addresses(asset)[0])

    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''%E5%85%B0%E4%BA%AD%20%E5%BA%8F.jpg"


def test_an_original_is_saved_where_that_is_asked_for(asset: Asset, owner: Client):
    answer = owner.get(addresses(asset)[0], {"download": "1"})

    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%E5%85%B0%E4%BA%AD%20%E5%BA%8F.jpg"


@pytest.mark.parametrize(
    "facts",
    [
        {"format": "TXT"},
        {"format": "PDF"},
        {"format": "TIFF"},
        {"format": ""},
        {"state": "checking"},
        {"state": "failed"},
    ],
)
def test_every_doubtful_original_is_saved_not_opened(asset: Asset, owner: Client, facts: dict[str, str]):
    Asset.objects.update(**facts)

    answer = owner.get(addresses(asset)[0])

    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize("name", ["../../etc/passwd", 'a"b\\c.jpg', "r\ufffdn.jpg", "字" * 300 + ".jpg"])
def test_no_name_breaks_out_of_its_header(asset: Asset, owner: Client, name: str):
    Asset.objects.update(name=name)

    disposition = owner.get(addresses(asset)[0])["Content-Disposition"]

    assert disposition.isascii()
    assert [sign for sign in ("/", "\\", "\n") if sign in disposition] == []


@pytest.mark.parametrize(
    "name",
    [
        "unrecorded.webp",
        "web-640.webp/",
        "tiles/../unrecorded.webp",
        "tiles/..%2funrecorded.webp",
        "tiles/%2e%2e/unrecorded.webp",
        "tiles/..%5cunrecorded.webp",
        "tiles//info.json",
        "tiles/%00",
        "tiles/" + "x" * 300,
        "tiles/0,0,512,512",
        "..%2f..%2foriginals",
    ],
)
def test_only_what_has_a_row_or_lies_below_the_tiles_is_there(asset: Asset, owner: Client, name: str):
    assert owner.get(f"/private/renditions/{asset.uid}/{name}").status_code == 404


def test_a_rendition_of_another_asset_is_404(asset: Asset):
    other = AssetFactory()

    assert signed_in(other.owner).get(addresses(asset)[1]).status_code == 404
    assert signed_in(other.owner).get(f"/private/renditions/{uuid4()}/web-640.webp").status_code == 404


def test_a_file_that_is_lost_is_404(asset: Asset, owner: Client):
    storages["default"].delete(asset.original_path)

    assert owner.get(addresses(asset)[0]).status_code == 404


def test_only_get_and_head_are_answered(asset: Asset, owner: Client):
    statuses = [owner.post(path).status_code for path in addresses(asset)]

    assert statuses == [405] * 5


# --- Parts and conditions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=90-", 90, 99),
        ("bytes=-5", 95, 99),
        ("bytes=50-5000", 50, 99),
        ("bytes=0-0", 0, 0),
    ],
)
def test_a_player_gets_the_part_it_asks_for(asset: Asset, owner: Client, asked: str, first: int, last: int):
    answer = owner.get(addresses(asset)[0], headers={"Range": asked})

    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/100"
    assert answer["Content-Length"] == str(last - first + 1)
    assert body(answer) == BYTES[first : last + 1]


def test_a_part_after_the_end_is_416(asset: Asset, owner: Client):
    answer = owner.get(addresses(asset)[0], headers={"Range": "bytes=100-"})

    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */100")


def test_a_range_that_cannot_be_read_gets_the_whole(asset: Asset, owner: Client):
    answer = owner.get(addresses(asset)[0], headers={"Range": "bytes=0-1,5-6"})

    assert (answer.status_code, body(answer), answer["Accept-Ranges"]) == (200, BYTES, "bytes")


def test_a_part_of_an_older_copy_gets_the_whole(asset: Asset, owner: Client):
    stale = owner.get(addresses(asset)[1], headers={"Range": "bytes=0-9", "If-Range": '"older"'})
    fresh = owner.get(addresses(asset)[1], headers={"Range": "bytes=0-9", "If-Range": f'"{"web":0>64}"'})

    assert (stale.status_code, fresh.status_code) == (200, 206)


def test_head_tells_the_size_and_sends_nothing(asset: Asset, owner: Client):
    answer = owner.head(addresses(asset)[0], headers={"Range": "bytes=0-9"})

    assert (answer.status_code, answer["Content-Length"], body(answer)) == (200, "100", b"")


def test_nginx_is_told_where_the_bytes_are(asset: Asset, owner: Client, settings):
    settings.ACCEL = "/_files"

    answer = owner.get(addresses(asset)[1])

    assert answer["X-Accel-Redirect"] == f"/_files/private/{asset.renditions_path}/web-640.webp"
    assert (body(answer), answer["Cache-Control"], answer["Content-Type"]) == (
        b"",
        "private, no-store",
        "image/webp",
    )


# --- Public -------------------------------------------------------------------------------------------------


@pytest.fixture
def released() -> Path:
    storages["public"].save(f"{TOKEN}/a/web-640.webp", ContentFile(BYTES))
    storages["public"].save(f"{TOKEN}/odd.xyz", ContentFile(BYTES))
    return Path(settings.PUBLIC_ROOT) / TOKEN


def test_a_released_file_is_for_everybody_and_asked_about_again_each_minute(released: Path, client: Client):
    answer = client.get(f"/public/{TOKEN}/a/web-640.webp")

    assert body(answer) == BYTES
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=60, must-revalidate"
    assert "Set-Cookie" not in answer
    assert "Cookie" not in answer.get("Vary", "")


def test_a_copy_that_is_still_good_is_not_sent_again(released: Path, client: Client):
    first = client.get(f"/public/{TOKEN}/a/web-640.webp")

    again = client.get(f"/public/{TOKEN}/a/web-640.webp", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, body(again)) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], first["Cache-Control"])


def test_a_released_recording_can_be_sought_in(released: Path, client: Client):
    answer = client.get(f"/public/{TOKEN}/a/web-640.webp", headers={"Range": "bytes=10-19"})

    assert (answer.status_code, body(answer)) == (206, BYTES[10:20])


def test_after_withdrawal_nothing_is_there(released: Path, client: Client):
    tag = client.get(f"/public/{TOKEN}/a/web-640.webp")["ETag"]
    storages["public"].delete(f"{TOKEN}/a/web-640.webp")

    answers = [
        client.get(f"/public/{TOKEN}/a/web-640.webp", headers=headers)
        for headers in ({}, {"If-None-Match": tag}, {"Range": "bytes=0-1"})
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_file_of_no_known_type_is_saved(released: Path, client: Client):
    answer = client.get(f"/public/{TOKEN}/odd.xyz")

    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/octet-stream",
        "attachment",
    )


@pytest.mark.parametrize(
    "path",
    [
        TOKEN,
        f"{TOKEN}/",
        f"{TOKEN}/a",
        f"{TOKEN}/a/",
        f"{TOKEN}/../secret",
        f"{TOKEN}/..%2fsecret",
        f"{TOKEN}/%2e%2e/secret",
        f"{TOKEN}/%252e%252e/secret",
        f"{TOKEN}/..%5csecret",
        f"{TOKEN}/a%00",
        f"{TOKEN}//a/web-640.webp",
        "../private/originals",
        "short/a",
        "%2e%2e%2fprivate%2foriginals/x",
    ],
)
def test_nothing_but_files_of_releases_has_a_public_address(released: Path, client: Client, path: str):
    (Path(settings.PUBLIC_ROOT) / "secret").write_bytes(b"secret")

    assert client.get(f"/public/{path}", follow=True).status_code == 404


def test_whoever_takes_an_original_is_named_once(asset: Asset, owner: Client) -> None:
    address = reverse("private-original", args=[asset.uid])

    owner.get(address, headers={"Range": "bytes=0-9"})
    owner.get(address, headers={"Range": "bytes=10-19"})
    owner.head(address)
    signed_in(UserFactory()).get(address)

    entry = Entry.objects.get(action="asset.original")
    assert (entry.subject, entry.actor_id) == (f"asset:{asset.pk}", asset.owner.pk)
    assert entry.detail == {"address": "127.0.0.1"}
