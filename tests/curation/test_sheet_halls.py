"""The contact sheet shows what hangs in an exhibition, room by room, as it is public."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curation.reviewing import open_review, sign
from curation.sheet_halls import gone, rooms, works_named
from showcase.models import WorkCard
from tests.curation.conftest import withdraw
from tests.curation.test_exhibitions import hang
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def content(*hung: tuple[str, list[int]], cover: int | None = None) -> dict:
    """As a revision keeps it."""
    values = [
        {"title": title, "anchor": pages[0], "works": [{"type": "item", "value": each} for each in pages[1:]]}
        for title, pages in hung
    ]
    return {"cover": cover, "rooms": json.dumps([{"type": "room", "value": value} for value in values])}


def released(title: str, **more) -> int:
    return ReleaseFactory(content={"title": title}, **more).page_id


def wait_for_the_last(page, court) -> None:
    """Everybody but the last has signed."""
    review = open_review(page, by=court.curator)
    for part in ("first", "second", "secrecy"):
        sign(review, part, by=getattr(court, part))


def test_rooms_and_their_works_stand_in_the_order_that_is_signed(django_assert_num_queries):
    one, two, three = (released(title) for title in ("竹影", "听雨", "远山"))
    hall = content(("初光", [three, one]), ("夜", [two]), cover=two)

    with django_assert_num_queries(1):
        works = works_named([hall, content(("晨", [one]))])

    assert [(title, [work.title for work in hung]) for title, hung in rooms(hall, works)] == [
        ("初光", ["远山", "竹影"]),
        ("夜", ["听雨"]),
    ]
    assert works[two].picture["src"] != works[two].src  # the smallest is enough here
    assert gone(hall, works) == 0


def test_a_work_without_a_picture_has_its_name_and_one_that_is_gone_is_counted(django_assert_num_queries):
    essay = released("夜读", essay=True, pictures=[])
    hall = content(("初光", [essay, released("旧作", withdrawn=True)]))

    works = works_named([hall])

    assert [(work.title, work.src) for work in rooms(hall, works)[0][1]] == [("夜读", "")]
    assert gone(hall, works) == 1
    with django_assert_num_queries(0):
        assert works_named([]) == {}


def test_the_leader_sees_them_on_the_sheet(public_work, court, client):
    wait_for_the_last(hang(public_work, court.curator), court)
    client.force_login(court.final)
    sheet = reverse("curation_sheet")
    page = client.get(sheet).content.decode()
    assert "初光" in page
    assert f"{WorkCard.objects.get(slug=public_work.slug).release.token}/" in page

    withdraw(public_work, by=court.curator, reason="作者要求")

    assert "有 1 件作品已不再公开" in client.get(sheet).content.decode()


def test_more_exhibitions_cost_no_more_queries(public_work, court, client):
    def queries() -> int:
        client.force_login(court.final)
        client.get(reverse("curation_sheet"))
        with CaptureQueriesContext(connection) as context:
            client.get(reverse("curation_sheet"))
        return len(context)

    wait_for_the_last(hang(public_work, court.curator), court)
    with_one = queries()
    for title in ("正午", "黄昏", "夜"):
        wait_for_the_last(hang(public_work, court.curator, title=title), court)

    assert queries() == with_one
