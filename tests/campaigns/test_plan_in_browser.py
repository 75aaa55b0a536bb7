"""The plan's screens in a real browser: nothing hangs over the edge, and confirming works without scripts."""

import pytest

from accounts.models import User
from campaigns.models import Campaign
from tests.browser import DESKTOP, PHONE
from tests.factories import CallFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def curator(transactional_db) -> User:
    return UserFactory(username="c1", curator=True)


def _sign_in(page, address: str) -> None:
    page.goto(f"/login/?next={address}")
    page.fill("input[name=username]", "c1")
    page.fill("input[name=password]", "ink-and-paper")
    with page.expect_navigation():
        page.press("input[name=password]", "Enter")


def _fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_visitors_read_the_programme_at_every_width(open_page, transactional_db, plan, items, size):
    CallFactory(item=items["10"], public=True)
    page = open_page(size)

    for address in ("/plan/", "/en/plan/", "/calls/"):
        page.goto(address)
        assert _fits(page), address
    page.goto("/plan/")
    assert page.locator(".entry").count() == 11


def test_a_notice_becomes_a_plan_without_scripts(open_page, curator, notice):
    page = open_page(PHONE, java_script_enabled=False)
    _sign_in(page, "/admin/plan/import/")

    page.fill("textarea[name=text]", notice)
    with page.expect_navigation():
        page.click(".hm-bring button.button")
    with page.expect_navigation():
        page.click("button[name=split][value=i9]")
    page.fill("[name='fill-19:3']", "6")
    with page.expect_navigation():
        page.click("button[name=create]")

    assert Campaign.objects.get().fillings == {"19:3": "6"}
    assert page.locator(".hm-wall tbody tr:not(.hm-wall__group)").count() == 12
