"""One photograph, all the way and back, by the hands of everyone it passes, in a real browser.

Notice → plan → call → upload with a cut connection → endorsement → acceptance → page → four signatures → public →
withdrawn.
"""

import io
import re
from collections.abc import Callable

import pytest
from django.core.files.storage import storages
from django.test import Client
from PIL import Image

from accounts.models import User
from accounts.roles import Role
from audit.trail import broken_links
from campaigns.models import Campaign
from showcase.models import Release
from submissions.models import Submission
from tests.browser import DESKTOP, PHONE, declare
from tests.factories import UnitFactory, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

NOTICE = """关于开展“书香法院”读书月活动的通知
各部门：
为丰富文化生活，现就有关事项通知如下：
一、时间安排
第一阶段，3月至4月底，读书分享。
二、主要活动
（一）记录身边的美
1.拍下清晨。用镜头记录法庭的清晨。
责任单位：立案庭
2.写下所思。读一本书，写一篇心得。
责任单位：政治部、立案庭
"""
PASSWORD = "ink-and-paper"
LOST = ["ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED", "ERR_FAILED", "ERR_NETWORK_IO_SUSPENDED"]


@pytest.fixture
def enter(open_page, live_server) -> Callable:
    """A page in the browser of somebody who is signed in."""

    def make(user: User, viewport: dict[str, int] = DESKTOP, **options):
        client = Client()
        client.force_login(user)
        page = open_page(viewport, **options)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        return page

    return make


def photograph() -> bytes:
    """A picture of some 17 MB, so that it is sent in three pieces."""
    picture = Image.effect_noise((3400, 2400), 90).convert("RGB")
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=97)
    return data.getvalue()


def test_from_the_notice_to_the_public_page_and_back(enter, open_page, work_off):
    unit = UnitFactory(name="立案庭")
    contributor = UserFactory(name="示例投稿人", unit=unit, password=PASSWORD)
    liaison = UserFactory(name="示例联络员", liaison_of=unit)
    curator = UserFactory(name="示例编辑", curator=True)
    signers = {
        part: UserFactory(name=name, role=Role(part))
        for part, name in (
            ("first", "示例初审"),
            ("second", "示例复审"),
            ("secrecy", "示例保密"),
            ("final", "示例终审"),
        )
    }

    # The curator reads the notice, confirms the plan and opens a call.
    desk = enter(curator)
    desk.goto("/admin/plan/import/")
    desk.locator("textarea").first.fill(NOTICE)
    desk.get_by_role("button", name="读取通知").click()
    assert Campaign.objects.count() == 0
    desk.locator("button[name=create]").last.click()
    desk.wait_for_url(re.compile(r"/admin/plan/"))
    campaign = Campaign.objects.get()
    assert [item.title for group in campaign.groups.all() for item in group.items.all()] == [
        "拍下清晨",
        "写下所思",
    ]
    item = campaign.groups.get().items.first()
    desk.goto(f"/admin/calls/new/?item={item.pk}")
    desk.locator("[name=title]").fill("清晨影像征集")
    desk.locator("[name=slug]").fill("morning")
    desk.locator("[name=kinds]").nth(3).check()
    desk.locator("[name=terms]").select_option(index=1)
    desk.locator("form button[type=submit]").last.click()
    desk.wait_for_url(re.compile(r"/admin/calls/$"))

    # The contributor sends a photograph from the phone; the connection is cut on the way.
    phone = open_page(PHONE, has_touch=True, is_mobile=True)
    phone.expected_errors += LOST
    phone.goto("/calls/morning/")
    phone.goto("/login/?next=/calls/morning/")
    phone.locator("[name=username]").fill(contributor.username)
    phone.locator("[name=password]").fill(PASSWORD)
    phone.get_by_role("button", name="登录").click()
    phone.wait_for_url(re.compile(r"/calls/morning/"))
    phone.get_by_role("button", name="照片").click()
    phone.locator("[name=title]").fill("晨光里的法庭")
    phone.locator("[name=details_taken_on]").fill("2021-06-18")
    phone.locator("[name=details_place]").fill("州法院")
    phone.locator("[name=details_event]").fill("晨光")
    sent = []
    phone.on("request", lambda request: sent.append(request) if request.method == "PATCH" else None)

    def cut(route) -> None:
        if route.request.method == "PATCH" and len(sent) == 2:
            phone.context.set_offline(True)
            route.abort("internetdisconnected")
        else:
            route.continue_()

    phone.route("**/uploads/*", cut)
    data = photograph()
    phone.set_input_files("input[type=file]", {"name": "清晨.jpg", "mimeType": "image/jpeg", "buffer": data})
    phone.get_by_text("网络断了").first.wait_for()
    phone.unroute_all(behavior="ignoreErrors")
    phone.context.set_offline(False)
    phone.locator(".work-file").wait_for()
    work_off()
    phone.locator(".work-file img").wait_for()
    declare(phone)
    phone.locator("input[type=checkbox][name=terms]").check()
    phone.locator("button[value=preview]").click()
    phone.wait_for_url("**/preview/")
    phone.locator(".actions button.button").click()
    phone.locator(".receipt").wait_for()
    submission = Submission.objects.get()
    assert phone.locator(".receipt").inner_text() == submission.receipt
    asset = submission.files.get().asset
    with storages["default"].open(asset.original_path) as original:
        assert original.read() == data

    # The liaison endorses, the curator accepts and sends the page to review.
    office = enter(liaison, PHONE)
    office.goto(f"/unit/{submission.uid}/")
    office.locator("button[value=endorse]").click()
    office.wait_for_load_state()
    desk.goto(f"/admin/submissions/{submission.uid}/")
    desk.locator("button[value=accept]").click()
    desk.wait_for_load_state()
    desk.goto("/admin/works/")
    desk.get_by_role("link", name="晨光里的法庭").click()
    dossier = desk.url
    desk.get_by_role("button", name="送审").click()
    desk.wait_for_load_state()

    # Nothing is public before the last signature.
    visitor = open_page(DESKTOP)
    visitor.expected_errors.append("status of 4")
    slug = re.search(r"zp-\d{4}-\d{4}", desk.content())[0]
    assert visitor.goto(f"/works/{slug}/").status == 404
    for part, signer in signers.items():
        paper = enter(signer)
        paper.goto(dossier)
        for line in paper.locator("[name=ticked]").all():
            line.check()
        paper.locator("[name=opinion]").fill("同意")
        paper.locator(f"button[value={part}]").click()
        paper.get_by_text("已签署").first.wait_for()
        if part != "final":
            work_off()
            assert visitor.goto(f"/works/{slug}/").status == 404
    work_off()

    # Everyone can see it, and find it.
    visitor.goto("/works/")
    visitor.get_by_role("link", name="晨光里的法庭").first.click()
    visitor.wait_for_url(f"**/works/{slug}/")
    picture = visitor.locator("main img").first
    picture.wait_for()
    address = picture.evaluate("image => image.currentSrc")
    assert visitor.request.get(address).status == 200
    assert "晨光里的法庭" in visitor.request.get("/search/?q=法庭&format=json").text()

    # The curator asks that it be taken down, a colleague approves: page, picture, list and search are without it at
    # once; the record stays.
    desk.goto(dossier)
    desk.get_by_role("link", name="申请下线").click()
    desk.locator("[name=reason]").fill("作者撤回授权")
    desk.get_by_role("button", name="申请下线").click()
    desk.wait_for_load_state()
    assert visitor.request.get(f"/works/{slug}/").status == 200
    colleague = enter(signers["final"])
    colleague.goto(dossier + "takedown/")
    colleague.get_by_role("button", name="批准，立即下线").click()
    colleague.wait_for_load_state()
    assert visitor.goto(f"/works/{slug}/").status == 410
    assert "晨光里的法庭" not in visitor.content()
    assert visitor.request.get(address).status == 404
    assert "晨光里的法庭" not in visitor.request.get("/works/").text()
    assert visitor.request.get("/search/?q=法庭&format=json").json()["total"] == 0
    phone.goto("/me/")
    assert "作者撤回授权" in phone.content()
    assert Release.objects.get().state == "withdrawn"
    assert storages["default"].exists(asset.original_path)
    assert list(broken_links()) == []
