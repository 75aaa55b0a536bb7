"""Each kind of work: sent from a browser, and seen by a visitor on its own page and in the list."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from accounts.roles import Role
from campaigns.models import Kind
from curation.models import Draft
from curation.reviewing import open_review, sign
from submissions.models import Submission
from submissions.review.actions import accept
from tests.browser import DESKTOP, PHONE, declare
from tests.factories import CallFactory, UnitFactory, UserFactory
from tests.media_library import corpus_documents, corpus_pictures, corpus_recordings

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

POEM = "白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。"


@pytest.fixture
def send(open_page, live_server, work_off) -> Callable[..., Submission]:
    """Fill in and send a work as a contributor does."""

    def make(code: str, files: list[Path], **fields: str) -> Submission:
        contributor = UserFactory(name="示例作者", unit=UnitFactory())
        call = CallFactory(endorsement=False)
        call.kinds.set(Kind.objects.all())
        client = Client()
        client.force_login(contributor)
        page = open_page(PHONE, has_touch=True, is_mobile=True)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        page.goto(f"/calls/{call.slug}/")
        page.locator(f"button[value={code}]").click()
        for name, value in fields.items():
            field = page.locator(f"[name={name}]")
            if field.evaluate("element => element.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        if files:
            page.set_input_files("input[type=file]", files)
            page.locator(".work-file").nth(len(files) - 1).wait_for()
            work_off()
        declare(page)
        page.locator("input[type=checkbox][name=terms]").check()
        page.locator("button[value=preview]").click()
        page.wait_for_url("**/preview/")
        page.locator(".actions button.button").click()
        page.locator(".receipt").wait_for()
        return Submission.objects.get()

    return make


@pytest.fixture
def visit(open_page, work_off) -> Callable[[Submission], tuple]:
    """Accept and sign the work; then its page on a desktop and on a phone, and its card in the list."""

    def make(submission: Submission) -> tuple:
        curator = UserFactory(curator=True)
        accept(submission, by=curator)
        page = Draft.objects.get(submission=submission).page
        review = open_review(page, by=curator)
        for part in ("first", "second", "secrecy", "final"):
            ticked = review.stages.get(code=part).checklist
            sign(review, part, by=UserFactory(role=Role(part)), ticked=ticked)
        work_off()
        desktop, phone = open_page(DESKTOP), open_page(PHONE, has_touch=True, is_mobile=True)
        for each in (phone, desktop):
            each.goto("/works/")
            each.get_by_role("link", name=submission.title).first.click()
            each.wait_for_url(f"**/works/{page.slug}/")
            assert each.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        return desktop, phone

    return make


def made(tmp_path: Path, name: str, maker: Callable[[Path], object]) -> Path:
    path = tmp_path / name
    maker(path)
    return path


def test_a_calligraphy_with_its_transcription(send, visit, tmp_path):
    scan = made(tmp_path, "登鹳雀楼.png", lambda path: corpus_pictures.painting(900, 1800).save(path))

    desktop, _phone = visit(
        send(
            "calligraphy",
            [scan],
            title="登鹳雀楼",
            created="2021-05",
            details_script="行书",
            details_form="中堂",
            details_height_cm="138",
            details_width_cm="69",
            text=POEM,
        )
    )

    assert desktop.locator("main img").first.evaluate("image => image.complete && image.naturalWidth > 0")
    assert "白日依山尽" in desktop.locator("main").inner_text().replace("\n", "")
    assert desktop.get_by_text("138").count() > 0


def test_an_essay_from_word(send, visit, tmp_path):
    document = made(tmp_path, "读书札记.docx", corpus_documents.GOOD["essay.docx"])

    desktop, _phone = visit(
        send("essay", [document], title="读书札记", created="2021-05-04", details_genre="散文", text="")
    )

    text = desktop.locator("main").inner_text()
    assert "不难于立法" in text
    assert "买买提·艾力" in text
    assert "𠮷𫖯𬘭" in text


def test_a_pasted_essay_with_rare_characters(send, visit):
    body = "灯下读书，一笔一画不敢草率。𠮷𫖯𬘭三字，也要写得端正。\n\n买买提·艾力说：慢慢来。"

    desktop, _phone = visit(
        send("essay", [], title="灯下", created="2021-05-04", details_genre="心得体会", text=body)
    )

    assert [line for line in body.splitlines() if line] == [
        each.inner_text().strip()
        for each in desktop.locator("main p").all()
        if each.inner_text().strip() in body
    ]


@pytest.mark.parametrize("name", ["lecture.mp4", pytest.param("telephone.MOV", marks=pytest.mark.drill)])
def test_a_lecture_plays(send, visit, tmp_path, name):
    recording = made(tmp_path, name, corpus_recordings.GOOD[name])

    desktop, _phone = visit(
        send(
            "lecture",
            [recording],
            title="如何读一首诗",
            details_speaker="示例主讲人",
            text="各位同事，今天我们读一首诗。",
        )
    )

    video = desktop.locator("main video")
    moved = """video => new Promise((done, fail) => {
        video.ontimeupdate = () => video.currentTime > 0.2 && done(true);
        video.muted = true;
        video.play().catch(fail);
    })"""
    assert video.evaluate(moved)
    assert video.evaluate("video => video.error") is None
    assert "今天我们读一首诗" in desktop.locator("main").inner_text()
