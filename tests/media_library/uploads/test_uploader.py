"""``site/static/js/uploader.js`` in a real browser."""

import io
import random
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from media_library.models import Asset
from tests.browser import DESKTOP
from tests.factories import UserFactory

pytestmark = [
    pytest.mark.urls("tests.media_library.uploads.page"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.once,
]

LOST = ["ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED", "ERR_FAILED", "ERR_NETWORK_IO_SUSPENDED"]


@pytest.fixture
def open_form(open_page, live_server):
    """Open the page as a signed-in contributor; keywords go to the browser's context."""

    def make(path: str = "/send/", **options):
        client = Client()
        client.force_login(UserFactory())
        page = open_page(options.pop("viewport", DESKTOP), **options)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        page.goto(path)
        return page

    return make


def picture(name: str = "兰亭.jpg") -> dict:
    data = io.BytesIO()
    Image.new("RGB", (800, 500), "#a61b1f").save(data, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": data.getvalue()}


def large(tmp_path: Path, megabytes: int) -> Path:
    path = tmp_path / "讲座.txt"
    path.write_bytes(random.Random(8).randbytes(megabytes * 1024**2))
    return path


def wait_until(page, sentence: str) -> None:
    page.get_by_role("status").get_by_text(sentence).first.wait_for()


def test_files_send_themselves_and_are_followed_until_ready(open_form, work_off):
    page = open_form()
    bad = {"name": "空.jpg", "mimeType": "image/jpeg", "buffer": b""}

    page.set_input_files("input[type=file]", [picture(), bad])
    page.locator("[name=asset]").nth(1).wait_for(state="attached")
    work_off()
    page.wait_for_selector(".uploader-row[data-state=ready] img")
    page.wait_for_selector(".uploader-row[data-state=refused]")

    assert page.locator(".uploader-row[data-state=ready] bdi").inner_text() == "兰亭.jpg"
    assert "0" in page.locator(".uploader-row[data-state=refused] [data-says]").inner_text()
    page.wait_for_function("document.querySelector('.uploader-row img').naturalWidth === 320")


def test_the_form_carries_the_assets_and_not_the_files_again(open_form):
    page = open_form()
    page.set_input_files("input[type=file]", picture())
    page.wait_for_selector("[name=asset]", state="attached")

    page.get_by_role("button", name="送出").click()

    assert page.inner_text("#taken") == f"assets={Asset.objects.get().uid} files="


def test_without_a_script_it_is_a_plain_field_of_the_form(open_form):
    page = open_form(java_script_enabled=False)
    page.set_input_files("input[type=file]", picture())

    page.get_by_role("button", name="送出").click()

    assert page.inner_text("#taken") == "assets= files=兰亭.jpg"


def test_a_lost_network_is_said_in_words_and_it_goes_on_by_itself(open_form, tmp_path: Path):
    page = open_form()
    page.expected_errors += LOST
    path = large(tmp_path, 20)
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "PATCH" else None)
    page.route("**/uploads/*", lambda route: _cut(page, route, sent))

    page.set_input_files("input[type=file]", path)
    wait_until(page, "网络断了，连上后自动继续。")
    page.unroute_all(behavior="ignoreErrors")
    page.context.set_offline(False)
    page.wait_for_selector("[name=asset]", state="attached")

    asset = Asset.objects.get()
    assert (Path(settings.MEDIA_ROOT) / asset.original_path).read_bytes() == path.read_bytes()
    assert sum(int(request.headers["upload-offset"]) == 0 for request in sent) == 1


def _cut(page, route, sent: list) -> None:
    """Lose the network with the second piece."""
    if route.request.method == "PATCH" and len(sent) == 2:
        page.context.set_offline(True)
        route.abort("internetdisconnected")
    else:
        route.continue_()


def test_pause_and_go_on_after_a_reload_with_the_same_file(open_form, tmp_path: Path):
    page = open_form()
    path = large(tmp_path, 20)
    page.on("dialog", lambda dialog: dialog.accept())
    offsets = []
    page.on(
        "request",
        lambda request: (
            offsets.append(request.headers.get("upload-offset")) if request.method == "PATCH" else None
        ),
    )
    page.route("**/uploads/*", lambda route: route.continue_() if len(offsets) < 2 else route.abort())
    page.expected_errors += LOST
    page.set_input_files("input[type=file]", path)
    wait_until(page, "服务器没有回应")
    page.get_by_role("button", name="暂停").click()
    wait_until(page, re.compile("已暂停"))

    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    note = page.locator(".uploader-notes").inner_text()
    page.set_input_files("input[type=file]", path)
    page.wait_for_selector("[name=asset]", state="attached")

    assert note == "“讲座.txt”没有传完。再选一次这个文件，就会从断开的地方接着传。"
    assert offsets[-1] != "0"
    assert offsets.count("0") == 1
    assert Asset.objects.get().size == path.stat().st_size


def test_what_is_removed_leaves_nothing_on_the_server(open_form, tmp_path: Path):
    page = open_form()
    offsets = []
    page.on("request", lambda request: offsets.append(1) if request.method == "PATCH" else None)
    page.route(
        "**/uploads/*", lambda route: route.abort() if route.request.method == "PATCH" else route.continue_()
    )
    page.expected_errors += LOST
    page.set_input_files("input[type=file]", large(tmp_path, 1))
    wait_until(page, "服务器没有回应")

    with page.expect_response(lambda response: response.request.method == "DELETE") as removed:
        page.get_by_role("button", name="移除").click()

    assert removed.value.status == 204
    assert page.locator(".uploader-row").count() == 0
    assert list((settings.VAR / "uploads").iterdir()) == []


def test_why_the_server_refuses_is_said_in_the_language_of_the_page(open_form, settings):
    settings.MAX_UPLOAD_BYTES = 1024
    page = open_form()
    page.expected_errors.append("413")

    page.set_input_files("input[type=file]", picture())
    page.wait_for_selector(".uploader-row[data-state=stopped]")

    assert page.locator("[data-says]").inner_text().startswith("文件太大")
