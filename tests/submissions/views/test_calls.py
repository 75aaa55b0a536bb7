"""A call's page: rules for readers, and for staff the beginning of a work."""

import datetime as dt

import pytest
from django.test import Client

from campaigns.models import Call
from submissions.models import Submission
from tests.factories import CallFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> Call:
    return CallFactory(slug="works", title="书法征集", rules="书法作品请附释文。")


def test_visitor_is_asked_to_sign_in(client: Client, call: Call) -> None:
    response = client.get("/calls/works/")

    assert (response.status_code, response["Location"]) == (302, "/login/?next=/calls/works/")


def test_visitor_reads_a_public_call_and_is_offered_no_form(client: Client, call: Call) -> None:
    call.public = True
    call.save()

    page = client.get("/calls/works/")

    assert page.status_code == 200
    assert "书法作品请附释文。" in page.text
    assert "/calls/works/start/" not in page.text


def test_visitor_of_an_open_call_is_led_to_the_door_and_back(client: Client, call: Call) -> None:
    Call.objects.filter(pk=call.pk).update(public=True)

    page = client.get(f"/calls/{call.slug}/").content.decode()

    assert f'href="/login/?next=/calls/{call.slug}/"' in page
    assert "登录后投稿" in page


def test_unknown_call_is_not_found(client: Client) -> None:
    assert client.get("/calls/nothing/").status_code == 404


def test_staff_begin_a_work_of_the_kind_they_choose(client: Client, call: Call) -> None:
    user = UserFactory()
    client.force_login(user)
    assert "/calls/works/start/" in client.get("/calls/works/").text

    response = client.post("/calls/works/start/", {"kind": "calligraphy"})

    work = Submission.objects.get(contributor=user)
    assert work.kind.code == "calligraphy"
    assert response["Location"] == f"/me/{work.uid}/edit/"


def test_what_was_begun_is_offered_again(client: Client, call: Call) -> None:
    draft = SubmissionFactory(call=call, title="登高")
    client.force_login(draft.contributor)

    page = client.get("/calls/works/")

    assert f"/me/{draft.uid}/edit/" in page.text
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_closed_call_takes_nothing_and_says_why(client: Client, call: Call) -> None:
    call.closes_on = dt.date(2021, 6, 30)
    call.save()
    client.force_login(UserFactory())

    page = client.post("/calls/works/start/", {"kind": "essay"}, follow=True)

    assert "本次征集现在不接收作品。" in page.text
    assert Submission.objects.count() == 0


def test_kind_that_does_not_exist_is_not_found(client: Client, call: Call) -> None:
    client.force_login(UserFactory())

    assert client.post("/calls/works/start/", {"kind": "opera"}).status_code == 404


def test_page_speaks_english_under_its_address(client: Client, call: Call) -> None:
    client.force_login(UserFactory())

    page = client.get("/en/calls/works/")

    assert "Declaration and licence" in page.text
    assert "I declare that the work was made by me" in page.text
