"""The entrance."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from showcase import generation
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db
KINDS = ("calligraphy", "essay", "lecture", "photograph")


def test_empty_hall_says_so_in_both_languages(client: Client) -> None:
    assert "展厅还空着" in client.get("/").text
    assert "The hall is still empty" in client.get("/en/").text


def test_each_kind_that_has_works_has_a_door_with_its_number(client: Client) -> None:
    ReleaseFactory(essay=True)
    ReleaseFactory(essay=True)

    doors = client.get("/").context["doors"]

    assert [(door["kind"].code, door["number"]) for door in doors] == [("essay", 2)]


def test_work_of_the_day_has_a_picture_and_stays_for_the_day(client: Client) -> None:
    bare = ReleaseFactory(pictures=[])
    whole = ReleaseFactory()

    found = client.get("/").context["today"]
    generation.advance()

    assert found in (whole.card, None)
    assert found != bare.card
    assert client.get("/").context["today"] == found


def test_a_handscroll_is_the_work_of_the_day_only_where_nothing_else_hangs(client: Client) -> None:
    scroll = ReleaseFactory(pictures=[(2000, 100)])
    assert client.get("/").context["today"] == scroll.card

    upright = ReleaseFactory(released_at=timezone.now() - dt.timedelta(days=2))
    ReleaseFactory(pictures=[(2000, 400)], released_at=timezone.now() - dt.timedelta(days=1))
    generation.advance()

    assert client.get("/").context["today"] == upright.card


def test_sentence_comes_from_an_essay(client: Client) -> None:
    essay = ReleaseFactory(essay=True)

    assert client.get("/").context["sentence"] == ("清早的审判庭还没有人。", essay.card)


def test_six_newest_stand_in_order(client: Client) -> None:
    now = timezone.now()
    made = [ReleaseFactory(released_at=now - dt.timedelta(days=n)) for n in range(8)]

    assert client.get("/").context["newest"] == [release.card for release in made[:6]]


def test_queries_do_not_grow(client: Client, django_assert_max_num_queries) -> None:
    for kind in KINDS:
        ReleaseFactory(kind=kind)
    with django_assert_max_num_queries(9) as few:
        client.get("/")
    for kind in KINDS * 3:
        ReleaseFactory(kind=kind)

    with django_assert_max_num_queries(9) as many:
        client.get("/")

    assert len(many) == len(few)


def test_every_page_says_where_its_feeds_are(client: Client) -> None:
    page = client.get("/").text

    assert re.findall(r'type="application/(?:atom|rss)\+xml"[^>]*href="([^"]*)"', page) == [
        "/feeds/works.xml",
        "/feeds/lectures.xml",
    ]
    assert '<a href="/feeds/works.xml">新作订阅</a>' in page


def test_visitor_gets_no_cookie(client: Client) -> None:
    ReleaseFactory()

    assert client.get("/").cookies == {}
