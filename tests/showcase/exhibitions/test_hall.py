"""What is not public does not hang, and its place closes up."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from showcase.exhibitions import hall as halls
from showcase.exhibitions.content import works_of
from showcase.models import WorkCard
from tests.showcase.exhibitions.halls import hall, room
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def four() -> list[str]:
    return [ReleaseFactory(kind=kind).slug for kind in ("calligraphy", "essay", "lecture", "photograph")]


def gone(slug: str) -> None:
    WorkCard.objects.filter(slug=slug).delete()


def test_works_hang_in_the_chosen_order(four):
    found = halls.hall_of(hall("a", room(four[1], four[3], four[0]), room(four[2])).release.content)

    assert [card.slug for card in found.works] == [four[1], four[3], four[0], four[2]]
    assert [each.number for each in found.rooms] == [1, 2]


def test_a_room_without_its_anchor_keeps_its_rows_and_an_empty_one_closes(four):
    card = hall("a", room(four[0], four[1]), room(four[2], title="回声"), room(four[3], title="登高"))
    gone(four[0])
    gone(four[2])

    found = halls.hall_of(card.release.content)

    assert [(each.number, each.title) for each in found.rooms] == [(1, "源头"), (2, "登高")]
    assert found.rooms[0].anchor is None
    assert found.number == 2


def test_the_cover_is_the_chosen_picture_else_an_anchor_with_one(four):
    chosen = hall("a", room(four[1], four[0]), cover=four[3]).release.content
    assert halls.hall_of(chosen).cover.slug == four[3]

    gone(four[3])
    assert halls.hall_of(chosen).cover.slug == four[0]

    words = hall("b", room(four[1], four[2])).release.content
    assert halls.hall_of(words).cover is None


def test_how_an_anchor_hangs(four):
    scroll = ReleaseFactory(kind="calligraphy", pictures=[(4000, 800)]).slug
    manners = {each.slug: halls.manner(each) for each in WorkCard.objects.select_related("kind")}

    assert manners == {
        four[0]: "picture",
        four[1]: "words",
        four[2]: "words",
        four[3]: "picture",
        scroll: "strip",
    }


def test_what_runs_and_what_follows(four):
    today = timezone.localdate()
    day = dt.timedelta(days=1)
    hall("over", room(four[0]), opens=today - 3 * day, closes=(today - day).isoformat())
    assert halls.following("over") is None
    hall("now", room(four[0]), opens=today - 2 * day, closes=today.isoformat())
    hall("coming", room(four[0]), opens=today + day)

    assert [each.slug for each in halls.running(5)] == ["now"]
    assert halls.following("over")[0].slug == "now"
    assert halls.following("now")[0].slug == "over"


def test_a_work_knows_where_it_hangs_and_what_beside(four):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    card = hall("now", room(four[0], four[1]), room(four[2], four[3]))
    hall("coming", room(four[0]), opens=tomorrow)

    assert [each.slug for each in halls.hung_in(four[0])] == ["now"]
    assert [each.slug for each in halls.hung_in(four[0], dt.date.max)] == ["coming", "now"]
    assert [each.slug for each in halls.beside(four[2], card)] == [four[3], four[0], four[1]]


def test_each_work_is_counted_once():
    assert works_of({"rooms": [room("a", "b"), room("", "b", "c")]}) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "第二单元\u3000共四单元"), ("en", "Room 2 of 4")]
)
def test_the_place_of_a_room(language, words):
    with translation.override(language):
        assert halls.place_of(2, 4) == words
