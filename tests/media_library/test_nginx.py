"""Files through nginx itself, with docs/nginx.conf: who gets them, what is kept, what has no address."""

import random
import re
import shutil
import socket
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from media_library import serving
from media_library.models import Asset, Rendition
from tests.conftest import ROOT
from tests.factories import AssetFactory, UserFactory
from tests.media_library.uploads.test_survival import credentials, eventually
from tests.media_library.uploads.tus import OCTETS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

BYTES = bytes(range(100))
TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def asset(db) -> Asset:
    asset = AssetFactory(name="兰亭 序.jpg", format="JPEG")
    asset.renditions.all().delete()
    Rendition.objects.create(
        asset=asset, role="web", name="web-640.webp", media_type="image/webp", size=100, sha256="0" * 64
    )
    storages["default"].save(f"{asset.renditions_path}/web-640.webp", ContentFile(BYTES))
    storages["default"].save(asset.original_path, ContentFile(BYTES))
    return asset


def session_of(user: Any) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {"Cookie": f"sessionid={client.cookies['sessionid'].value}"}


def ask(front: str, path: str, method: str = "GET", **headers: str) -> requests.Response:
    """The path exactly as it is written: no step of it is taken out on the way."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    request = requests.Request(method, front, headers=told).prepare()
    request.url = front + path
    with requests.Session() as session:
        return session.send(request, allow_redirects=False, timeout=30)


def test_private_files_go_to_whom_the_service_says(front: str, asset: Asset):
    owner, stranger = session_of(asset.owner), session_of(UserFactory())
    paths = [f"/private/originals/{asset.uid}/", f"/private/renditions/{asset.uid}/web-640.webp"]

    for path, kind in zip(paths, ["image/jpeg", "image/webp"], strict=True):
        whole = ask(front, path, **owner)
        part = ask(front, path, **owner, Range="bytes=10-19")
        head = ask(front, path, "HEAD", **owner)
        known = ask(front, path, **owner, If_None_Match=whole.headers["ETag"])

        assert (whole.status_code, whole.content) == (200, BYTES)
        assert whole.headers["Content-Type"] == kind
        assert whole.headers["Cache-Control"] == "private, no-store"
        assert whole.headers["Content-Security-Policy"].endswith("; sandbox")
        assert whole.headers["X-Content-Type-Options"] == "nosniff"
        assert "X-Accel-Redirect" not in whole.headers
        assert (part.status_code, part.content) == (206, BYTES[10:20])
        assert part.headers["Content-Range"] == "bytes 10-19/100"
        assert (head.status_code, head.headers["Content-Length"], head.content) == (200, "100", b"")
        assert (known.status_code, known.content) == (304, b"")
        for who in (stranger, {}):
            for method in ("GET", "HEAD"):
                for told in ({}, {"Range": "bytes=0-9"}, {"If_None_Match": whole.headers["ETag"]}):
                    refused = ask(front, path, method, **who, **told)
                    assert refused.status_code == 404
                    assert "ETag" not in refused.headers
    saved = ask(front, paths[0] + "?download", **owner)
    assert saved.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%85%B0")


NO_ADDRESSES = [
    "/_files/private/originals/{uid}",
    "/_files/private/renditions/{uid}/web-640.webp",
    "/_files/public/{token}/a/web-640.webp",
    "/_files/secret-key",
    "/_files/private/../secret-key",
    "/static/../secret-key",
    "/static../secret-key",
    "/static/..%2fsecret-key",
    "/static/%2e%2e/secret-key",
    "/static/%2e%2e%2fsecret-key",
    "/static/..%2f..%2fetc/passwd.0123456789ab.txt",
    "/public/{token}/..%2f..%2fsecret-key",
    "/public/{token}/../../secret-key",
    "/public/{token}/%2e%2e/%2e%2e/private/originals/{uid}",
    "/public/../private/originals/{uid}",
    "/public/.{token}/a/web-640.webp",
    "/public/{token}/",
    "/public/{token}/a",
    "/public/{token}/a/",
    "/private/../secret-key",
    "/private/originals/{uid}",
    "/private/renditions/{uid}/..%2f..%2foriginals%2f{uid}",
    "/uploads/..%2f..%2fsecret-key",
    "/var/secret-key",
    "/secret-key",
    "/hanmo.sqlite3",
]


def test_nothing_else_of_the_folder_has_an_address(front: str, asset: Asset):
    (settings.VAR / "secret-key").write_text("secret")
    for folder in (TOKEN, f".{TOKEN}"):
        storages["public"].save(f"{folder}/a/web-640.webp", ContentFile(BYTES))

    given = {}
    for who in ({}, session_of(asset.owner)):
        for path in NO_ADDRESSES:
            answer = ask(front, path.format(uid=asset.uid, token=TOKEN), **who)
            if answer.status_code not in (301, 302, 400, 404) or answer.content in (b"secret", BYTES):
                given[path] = answer.status_code

    assert given == {}


def test_released_files_are_sent_from_the_disk_and_gone_with_it(front: str):
    storages["public"].save(f"{TOKEN}/a/web-640.webp", ContentFile(BYTES))
    storages["public"].save(f"{TOKEN}/a/odd.xyz", ContentFile(BYTES))
    path = f"/public/{TOKEN}/a/web-640.webp"

    whole = ask(front, path)
    part = ask(front, path, Range="bytes=-5")
    known = ask(front, path, If_None_Match=whole.headers["ETag"])
    odd = ask(front, f"/public/{TOKEN}/a/odd.xyz")

    assert (whole.status_code, whole.content) == (200, BYTES)
    assert whole.headers["Content-Type"] == "image/webp"
    assert whole.headers["Cache-Control"] == "public, max-age=60, must-revalidate"
    assert whole.headers["Content-Security-Policy"] == serving._ALONE
    assert "Set-Cookie" not in whole.headers
    assert (part.status_code, part.content) == (206, BYTES[-5:])
    assert (known.status_code, known.headers["Cache-Control"]) == (304, whole.headers["Cache-Control"])
    assert (odd.headers["Content-Type"], odd.headers["Content-Disposition"]) == (
        "application/octet-stream",
        "attachment",
    )

    shutil.rmtree(Path(settings.PUBLIC_ROOT) / TOKEN)

    gone = [ask(front, path), ask(front, path, If_None_Match=whole.headers["ETag"])]
    assert [answer.status_code for answer in gone] == [404, 404]
    assert [answer.headers.get("Cache-Control", "") for answer in gone].count(
        whole.headers["Cache-Control"]
    ) == 0


def test_the_types_are_those_of_the_service():
    block = re.search(r"types \{(.*?)\}", (ROOT / "docs" / "nginx.conf").read_text(), re.S)[1]

    told = {f".{ending}": kind for kind, ending in re.findall(r"(\S+) (\w+);", block)}

    assert told == {ending: kind.partition(";")[0] for ending, kind in serving._TYPES.items()}


def test_static_files_are_kept_for_ever_where_their_name_tells_the_content(front: str):
    root = Path(settings.STATIC_ROOT)
    (root / "js").mkdir(parents=True, exist_ok=True)
    (root / "js" / "a.0123456789ab.js").write_text("named")
    (root / "js" / "a.js").write_text("plain")

    named, plain = (ask(front, f"/static/js/{name}") for name in ("a.0123456789ab.js", "a.js"))

    assert (named.text, named.headers["Cache-Control"]) == ("named", "public, max-age=31536000, immutable")
    assert (plain.text, plain.headers["Cache-Control"]) == ("plain", "public, max-age=3600")
    assert "javascript" in named.headers["Content-Type"]


def test_an_upload_is_streamed_and_what_came_is_kept(front: str):
    told = credentials()
    body = random.Random(5).randbytes(20 * 1024**2)
    made = requests.post(f"{front}/uploads/", headers=told | {"Upload-Length": str(len(body))}, timeout=30)
    assert made.headers["Location"].startswith(front)
    path = urlsplit(made.headers["Location"]).path
    file = settings.VAR / "uploads" / path.rsplit("/", 1)[-1]

    # Half of it, and silence: what came stands in the service's own folder while the request is open.
    head = {"Host": "x", "Content-Type": OCTETS, "Upload-Offset": "0", "Content-Length": str(len(body))}
    lines = [f"PATCH {path} HTTP/1.1", *(f"{name}: {value}" for name, value in (told | head).items())]
    with socket.create_connection(("127.0.0.1", urlsplit(front).port), 30) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + body[: len(body) // 2])
        eventually(lambda: file.stat().st_size >= len(body) // 2 - 1024**2)

    def offset() -> int:
        return int(requests.head(front + path, headers=told, timeout=30).headers["Upload-Offset"])

    eventually(lambda: offset() == len(body) // 2)
    sent = requests.patch(
        front + path,
        data=body[len(body) // 2 :],
        headers=told | {"Content-Type": OCTETS, "Upload-Offset": str(offset())},
        timeout=60,
    )

    assert (sent.status_code, sent.headers["Upload-Offset"]) == (204, str(len(body)))
    original = Path(settings.MEDIA_ROOT) / Asset.objects.get().original_path
    assert original.read_bytes() == body


def test_a_form_that_is_too_large_is_refused_at_the_door(front: str):
    before = time.monotonic()

    answer = requests.post(f"{front}/login/", data=b"x" * (13 * 1024**2), timeout=30)

    assert answer.status_code == 413
    assert time.monotonic() - before < 20


def test_a_page_for_visitors_is_kept_some_seconds_and_no_other(front: str):
    owner, told = session_of(UserFactory(name="示例甲")), ["MISS", "HIT", "BYPASS", "HIT"]

    answers = [ask(front, "/works/", **who) for who in ({}, {}, owner, {})]
    large = ask(front, "/works/", Cookie="type=large")
    elsewhere = [ask(front, path) for path in ("/login/", "/nowhere/", "/login/", "/nowhere/")]
    own = [ask(front, path, **owner) for path in ("/me/", "/me/")]

    assert [answer.headers["X-Cache"] for answer in answers] == told
    assert answers[0].content == answers[1].content == answers[3].content
    assert "示例甲" in answers[2].text
    assert "large-type" in large.text
    assert {answer.headers.get("X-Cache", "MISS") for answer in elsewhere} == {"MISS"}
    assert {answer.headers["X-Cache"] for answer in own} == {"BYPASS"}
    assert {"no-store" in answer.headers["Cache-Control"] for answer in own} == {True}
    eventually(lambda: ask(front, "/works/").headers["X-Cache"] == "REVALIDATED")


def test_ten_thousand_characters_are_only_a_search_without_hits(front: str):
    typed = {"q": "长" * 10_000}

    pages = [requests.get(front + path, typed, timeout=30) for path in ("/search/", "/en/search/", "/works/")]
    data = requests.get(f"{front}/search/", {**typed, "format": "json"}, timeout=30).json()
    offered = requests.get(f"{front}/search/suggest/", typed, timeout=30)

    assert {page.status_code for page in (*pages, offered)} == {200}
    assert data["total"] == 0
