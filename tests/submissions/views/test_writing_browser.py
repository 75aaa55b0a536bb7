"""A contributor at the phone: writes an essay, sees it saved, looks it over and sends it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from accounts.models import User
from submissions.models import State, Submission
from tests.browser import declare
from tests.factories import CallFactory, SubmissionFactory, UnitFactory, UserFactory

PASSWORD = "ink-and-paper"  # as UserFactory sets it


@pytest.fixture
def contributor(transactional_db: None) -> User:
    return UserFactory(unit=UnitFactory(name="示例刑庭"), name="王芳")


@pytest.fixture
def signed_in(contributor: User) -> Callable[[Page], Page]:
    def sign_in(page: Page, address: str = "/me/") -> Page:
        page.goto(f"/login/?next={address}")
        page.fill("[name=username]", contributor.username)
        page.fill("[name=password]", PASSWORD)
        page.click("main button.button")
        page.wait_for_url(f"**{address}")
        return page

    return sign_in


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_essay_is_written_saved_by_itself_and_sent(
    phone: Page, signed_in: Callable, contributor: User
) -> None:
    CallFactory(slug="essays", kinds=["essay"])
    page = signed_in(phone, "/calls/essays/")
    page.click("main button.button")
    page.wait_for_url("**/edit/")
    assert fits(page)

    page.fill("#id_title", "灯下抄书")
    page.fill("#id_text", "一笔一画，都不敢草率。")
    expect(page.locator(".saved")).to_contain_text("已保存", timeout=10_000)
    expect(page.locator("#text-count")).to_have_text("字数 11，字符数（不计空格）11")
    work = Submission.objects.get(contributor=contributor)
    assert (work.title, work.text) == ("灯下抄书", "一笔一画，都不敢草率。")

    page.expected_errors.append("422 (Unprocessable Entity)")
    page.click("[value=preview]")
    expect(page.locator("#wrong")).to_be_focused()
    assert page.locator("#wrong a").all_inner_texts() == [
        "请填写“体裁”。",
        "请回答：作品中是否出现或写到未满十八周岁的人？",
        "请回答：是否涉及案件，如当事人、案号、证据、显示屏上的卷宗？",
        "请回答：是否同意向参观者公开作者姓名？",
        "请确认作品不涉密。",
        "请阅读并同意授权承诺。",
    ]
    assert page.input_value("#id_text") == "一笔一画，都不敢草率。"

    page.select_option("#id_details_genre", "散文")
    declare(page)
    page.check("#id_terms")
    page.click("[value=preview]")
    page.wait_for_url("**/preview/")
    assert fits(page)
    page.click("main button.button")
    expect(page.locator(".receipt")).to_be_visible()

    work.refresh_from_db()
    assert work.state == State.SENT
    assert page.inner_text(".receipt") == work.receipt


def test_author_is_added_without_leaving_the_page(
    phone: Page, signed_in: Callable, contributor: User
) -> None:
    work = SubmissionFactory(contributor=contributor, unit=contributor.person.memberships.get().unit)
    page = signed_in(phone, f"/me/{work.uid}/edit/")

    page.click("[value=add_author]")
    page.locator("[name=author_name]").nth(1).fill("李明")
    expect(page.locator(".saved")).to_contain_text("已保存", timeout=10_000)
    page.click("[value=preview]")
    page.wait_for_url("**/preview/")

    work.refresh_from_db()
    assert [author["name"] for author in work.authors] == ["王芳", "李明"]


def test_lost_network_is_said_and_the_save_follows_by_itself(
    phone: Page, signed_in: Callable, contributor: User
) -> None:
    work = SubmissionFactory(contributor=contributor, unit=contributor.person.memberships.get().unit)
    page = signed_in(phone, f"/me/{work.uid}/edit/")
    page.expected_errors.append("ERR_INTERNET_DISCONNECTED")

    page.context.set_offline(True)
    page.fill("#id_title", "断网时写的题名")
    expect(page.locator(".saved")).to_contain_text("网络断开", timeout=10_000)
    page.context.set_offline(False)

    expect(page.locator(".saved")).to_contain_text("已保存", timeout=15_000)
    work.refresh_from_db()
    assert work.title == "断网时写的题名"


def test_session_that_ends_costs_nothing(phone: Page, signed_in: Callable, contributor: User) -> None:
    work = SubmissionFactory(contributor=contributor, unit=contributor.person.memberships.get().unit)
    page = signed_in(phone, f"/me/{work.uid}/edit/")
    page.expected_errors.append("401 (Unauthorized)")

    page.context.clear_cookies(name="sessionid")
    page.fill("#id_title", "退出以后写的题名")
    page.click("[value=preview]")
    expect(page.locator(".saved")).to_contain_text("登录已失效", timeout=10_000)
    assert page.input_value("#id_title") == "退出以后写的题名"
    signed_in(page.context.new_page())

    expect(page.locator(".saved")).to_contain_text("已保存", timeout=15_000)
    work.refresh_from_db()
    assert work.title == "退出以后写的题名"


def test_other_window_leaves_a_button_to_save_again(
    phone: Page, signed_in: Callable, contributor: User
) -> None:
    work = SubmissionFactory(contributor=contributor, unit=contributor.person.memberships.get().unit)
    page = signed_in(phone, f"/me/{work.uid}/edit/")
    page.expected_errors.append("409 (Conflict)")
    Submission.objects.get(pk=work.pk).save()

    page.fill("#id_title", "先开的窗口")
    page.locator(".actions [value=save]").click()
    page.locator(".form-errors").wait_for()
    page.locator("[value=preview]").click()
    page.wait_for_url("**/preview/")

    work.refresh_from_db()
    assert work.title == "先开的窗口"


def test_form_works_without_script(open_page: Callable, signed_in: Callable, contributor: User) -> None:
    unit = contributor.person.memberships.get().unit
    work = SubmissionFactory(contributor=contributor, unit=unit, title="无脚本")
    page = signed_in(open_page(java_script_enabled=False), f"/me/{work.uid}/edit/")

    page.fill("#id_title", "不用脚本写的题名")
    page.set_input_files("[name=files]", {"name": "手稿.txt", "mimeType": "", "buffer": b"abc"})
    page.click("[value=upload]")
    page.wait_for_url("**#files")

    work.refresh_from_db()
    assert work.title == "不用脚本写的题名"
    assert [file.asset.name for file in work.files.all()] == ["手稿.txt"]


def test_picture_is_sent_from_the_phone_and_followed_until_it_is_ready(
    phone: Page, signed_in: Callable, contributor: User, work_off: Callable, tmp_path: Path
) -> None:
    unit = contributor.person.memberships.get().unit
    work = SubmissionFactory(contributor=contributor, unit=unit, kind="calligraphy", assets=[])
    page = signed_in(phone, f"/me/{work.uid}/edit/")
    Image.effect_noise((600, 900), 40).convert("RGB").save(tmp_path / "条幅.jpg")

    page.set_input_files("#id_files", tmp_path / "条幅.jpg")
    expect(page.locator(".work-file-name")).to_have_text("条幅.jpg", timeout=15_000)
    work_off()
    expect(page.locator(".work-file-picture img")).to_be_visible(timeout=15_000)
    page.fill("input[name^=caption-]", "全貌")
    page.click("[value=preview]")
    page.wait_for_url("**/preview/")

    assert fits(page)
    assert page.inner_text("figcaption span") == "全貌"
    assert work.files.get().caption == "全貌"


def test_reload_before_the_save_loses_no_keystroke_and_no_coauthor(
    phone: Page, signed_in: Callable, contributor: User
) -> None:
    work = SubmissionFactory(contributor=contributor, unit=contributor.person.memberships.get().unit)
    page = signed_in(phone, f"/me/{work.uid}/edit/")
    page.expected_errors.append("ERR_INTERNET_DISCONNECTED")
    page.on("dialog", lambda dialog: dialog.accept())

    page.context.set_offline(True)
    page.fill("#id_text", "断网时写的一句。")
    page.click("[value=add_author]")
    page.locator("[name=author_name]").nth(1).fill("李明")
    page.check("[name=declared_minor][value=agreed]")
    expect(page.locator(".saved")).to_contain_text("网络断开", timeout=10_000)
    page.route(
        "**/edit/", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    page.expected_errors.append("ERR_FAILED")
    page.context.set_offline(False)
    page.reload()
    assert page.input_value("#id_text") == "断网时写的一句。"
    assert page.locator("[name=author_name]").nth(1).input_value() == "李明"
    page.unroute("**/edit/")

    expect(page.locator(".saved")).to_contain_text("已保存", timeout=15_000)
    work.refresh_from_db()
    assert (work.text, work.declared["minor"]) == ("断网时写的一句。", "agreed")
    assert [author["name"] for author in work.authors] == ["王芳", "李明"]
    page.reload()
    assert page.evaluate("sessionStorage.length") == 0


def test_reload_after_what_was_missing_shows_what_is_saved_since(
    phone: Page, signed_in: Callable, contributor: User
) -> None:
    work = SubmissionFactory(contributor=contributor, text="")
    page = signed_in(phone, f"/me/{work.uid}/edit/")
    page.expected_errors.append("422 (Unprocessable Entity)")
    page.click("[value=preview]")
    expect(page.locator("#wrong")).to_be_focused()

    page.fill("#id_text", "写在提示之后的一句。")
    expect(page.locator(".saved")).to_contain_text("已保存", timeout=10_000)
    page.reload()

    assert page.input_value("#id_text") == "写在提示之后的一句。"
