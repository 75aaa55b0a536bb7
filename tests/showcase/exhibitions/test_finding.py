"""Exhibitions are found by their words and by their sound, from the opening day on."""

import datetime as dt

import pytest
from django.utils import timezone

from showcase.exhibitions.finding import find
from tests.showcase.exhibitions.halls import hall, room

pytestmark = pytest.mark.django_db


@pytest.fixture
def halls():
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    hall("wen-qu", room("sf-1"), title="问渠", preface="书页合上，水还在流。")
    hall("coming", room("sf-1"), title="问山", opens=tomorrow)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("问渠", ["问渠"]),
        ("問渠", ["问渠"]),
        ("wenqu", ["问渠"]),
        ("WenQ", ["问渠"]),
        ("水还 问", ["问渠"]),
        ("问山", []),
        ("问渠 没有", []),
        ("", []),
        ('\x00"%', []),
        ("w", []),
    ],
)
def test_what_answers(halls, text, found):
    assert [card.title for card in find(text)] == found


def test_the_search_page_shows_them_above_the_works(halls, client):
    assert "/exhibitions/wen-qu/" in client.get("/search/", {"q": "问渠"}).text
    assert "/exhibitions/wen-qu/" not in client.get("/search/", {"q": "问渠", "kind": "essay"}).text
