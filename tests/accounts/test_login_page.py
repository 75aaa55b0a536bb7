"""The door in a real browser, on the phone and on the desktop, with and without JavaScript."""

from collections.abc import Callable

import pytest

from accounts.models import User
from tests.browser import DESKTOP, PHONE

PASSWORD = "mo-yan-2021-bi"


@pytest.fixture
def user(transactional_db: None) -> User:
    return User.objects.create_user("10001", name="示例甲", password=PASSWORD)


@pytest.mark.parametrize(("viewport", "script"), [(PHONE, True), (DESKTOP, False)])
def test_wrong_password_is_said_and_the_right_one_opens(
    open_page: Callable, user: User, viewport: dict[str, int], script: bool
) -> None:
    page = open_page(viewport, java_script_enabled=script)

    page.goto("/login/?next=/password/")
    page.get_by_label("工号").fill("10001")
    page.get_by_label("密码").fill("wrong")
    page.locator("main").get_by_role("button", name="登录").click()
    assert page.get_by_role("alert").inner_text() == "工号与密码不相符，请注意字母大小写。"
    page.get_by_label("密码").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="登录").click()

    assert page.url.endswith("/password/")
    assert page.get_by_role("heading", level=1).inner_text() == "修改密码"


def test_page_fits_the_phone(phone, db: None) -> None:
    phone.goto("/en/login/")

    width = phone.evaluate("document.documentElement.scrollWidth")

    assert width == PHONE["width"]
