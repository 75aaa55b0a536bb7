"""The words to copy: on the liaison's desk, and for the new-media team."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.factories import CallFactory, UnitFactory, UserFactory


@pytest.fixture
def liaison(db):
    unit = UnitFactory(name="民事审判庭")
    CallFactory(title="清晨影像", closes_on=timezone.localdate() + dt.timedelta(days=5))
    return UserFactory(liaison_of=unit)


def test_a_liaison_finds_the_words_on_the_desk(client, liaison) -> None:
    client.force_login(liaison)

    text = client.get("/unit/").text
    assert "各位同事：“清晨影像”报送截止时间为" in text
    assert "<textarea" in text


def test_the_new_media_team_finds_them_and_a_reviewer_does_not(client, liaison) -> None:
    client.force_login(UserFactory(curator=True))
    assert "目前尚未报送的单位：民事审判庭。" in client.get("/admin/submissions/reminders/").text

    client.force_login(UserFactory(role="first"))
    assert "民事审判庭" not in client.get("/admin/submissions/reminders/", follow=True).text


@pytest.mark.django_db(transaction=True)
def test_the_button_copies_the_words(liaison, phone, live_server, client) -> None:
    client.force_login(liaison)
    session = client.cookies["sessionid"].value
    phone.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    phone.goto("/unit/")
    phone.get_by_role("button", name="复制").click()

    assert phone.get_by_role("button", name="已复制").is_visible()
    phone.locator("textarea").evaluate(
        "field => { field.readOnly = false; field.value = ''; field.focus(); }"
    )
    phone.keyboard.press("Control+V")
    assert phone.locator("textarea").input_value().startswith("各位同事：")
