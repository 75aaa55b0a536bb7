"""Who made the public works: written with the cards, gone with them."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from showcase import makers
from showcase.models import Maker, WorkCard
from showcase.signals import card_removed
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def release(*authors: str, people: list[int | None] | None = None) -> WorkCard:
    said = {"authors": list(authors)} | ({"people": people} if people else {})
    return ReleaseFactory(content=said).card


def withdraw(card: WorkCard) -> None:
    card_removed.send(WorkCard, card=card)
    card.delete()


def standing() -> dict[tuple[str, int | None], int]:
    return {(maker.name, maker.person): maker.works for maker in Maker.objects.filter(works__gt=0)}


def test_a_name_alone_is_one_maker_and_cards_name_them_in_order() -> None:
    release("王芳")
    card = release("买买提·艾力", "王芳")

    card.refresh_from_db()
    fang, ali = Maker.objects.get(name="王芳"), Maker.objects.get(name="买买提·艾力")
    assert card.makers == [[ali.pk, "买买提·艾力"], [fang.pk, "王芳"]]
    assert standing() == {("王芳", None): 2, ("买买提·艾力", None): 1}
    assert (fang.initial, fang.pinyin) == ("W", "wang fang")


def test_same_names_are_two_makers_only_where_the_people_differ() -> None:
    release("王芳", people=[5])
    release("王芳", people=[6])
    release("王芳", people=[5])

    assert standing() == {("王芳", 5): 2, ("王芳", 6): 1}


def test_a_name_alone_is_the_one_person_who_has_it_whichever_came_first() -> None:
    release("王芳")
    release("王芳", people=[5])
    release("李敏", people=[7])
    release("李敏")

    assert standing() == {("王芳", 5): 2, ("李敏", 7): 2}


def test_nobody_says_which_of_two() -> None:
    release("王芳", people=[5])
    release("王芳", people=[6])
    release("王芳")

    assert standing() == {("王芳", 5): 1, ("王芳", 6): 1, ("王芳", None): 1}


def test_with_the_last_work_the_maker_is_gone_and_found_nowhere() -> None:
    kept, gone = release("王芳"), release("王芳", "李敏")
    number = Maker.objects.get(name="王芳").pk

    withdraw(gone)

    assert standing() == {("王芳", None): 1}
    assert makers.PEOPLE.search("李敏").total == 0
    withdraw(kept)
    assert standing() == {}
    release("王芳")
    assert Maker.objects.get(name="王芳").pk == number
    assert [hit.pk for hit in makers.PEOPLE.search("wf").hits] == [number]


def test_who_asked_not_to_be_named_is_nowhere() -> None:
    card = release()

    assert card.makers == []
    assert standing() == {}


def test_a_name_that_begins_with_no_sound_stands_last() -> None:
    release("9号选手", "𪚥之", "王芳", "𠮷田正", "𫖯之")

    found = [(maker.initial, maker.name) for maker in Maker.objects.all()]
    assert found[:3] == [("F", "𫖯之"), ("J", "𠮷田正"), ("W", "王芳")]
    assert {name for _initial, name in found[3:]} == {"9号选手", "𪚥之"}


def test_rebuilding_mends_what_differs_and_numbers_stay() -> None:
    card = release("王芳", "李敏")
    number = Maker.objects.get(name="王芳").pk
    WorkCard.objects.filter(pk=card.pk).update(makers=[])
    Maker.objects.filter(pk=number).update(works=9)

    assert makers.differences() == [f"{card.slug}: the credits differ", "王芳: 9 works kept, 1 true"]
    makers.rebuild()

    assert makers.differences() == []
    assert Maker.objects.get(name="王芳").pk == number
    assert makers.PEOPLE.search("李敏").total == 1


def test_who_is_lacking_in_the_search_of_names_or_should_not_be_there_is_a_difference() -> None:
    card, gone = release("王芳", "李敏"), release("赵强")
    fang = Maker.objects.get(name="王芳").pk
    makers.PEOPLE.remove(fang)
    makers.PEOPLE.put(Maker.objects.get(name="李敏").pk, {"authors": ["李民"]})
    withdraw(gone)
    makers.PEOPLE.put(Maker.objects.get(name="赵强").pk, {"authors": ["赵强"]})
    makers.PEOPLE.put(fang + 1000, {"authors": ["谁"]})

    assert sorted(makers.differences()) == [
        f"search of names: {fang + 1000} is nobody",
        "李敏: not found by name",
        "王芳: not found by name",
        "赵强: still found by name",
    ]
    makers.rebuild()
    assert makers.differences() == []
    assert card.slug


def beside(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Do the second from a connection of its own while the first is done and not yet committed."""
    errors: list[Exception] = []
    started = threading.Event()

    def do_second() -> None:
        started.set()
        try:
            with transaction.atomic():
                second()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    other = threading.Thread(target=do_second)
    with transaction.atomic():
        first()
        other.start()
        started.wait(10)
        other.join(0.5)  # it gets as far as it can
    other.join(20)
    assert not other.is_alive()
    assert errors == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("people", [(None, None), (None, 5), (5, 5)])
def test_two_first_works_of_one_name_at_once_have_one_maker(people: tuple[int | None, int | None]) -> None:
    rows = []
    for person in people:
        made = ReleaseFactory(content={"authors": []})
        made.content |= {"authors": ["王芳"], "people": [person]}
        rows.append((made.card, made))

    beside(lambda: makers.remember_many(rows[:1]), lambda: makers.remember_many(rows[1:]))

    assert standing() == {("王芳", people[1]): 2}
    assert makers.PEOPLE.search("王芳").total == 1


@pytest.mark.django_db(transaction=True)
def test_a_last_work_that_leaves_beside_one_that_comes_leaves_the_name_in_the_search() -> None:
    leaving, coming = release("王芳"), ReleaseFactory(content={"authors": []})
    coming.content["authors"] = ["王芳"]

    beside(lambda: withdraw(leaving), lambda: makers.remember_many([(coming.card, coming)]))

    assert standing() == {("王芳", None): 1}
    assert makers.PEOPLE.search("王芳").total == 1


def test_many_works_cost_the_queries_of_a_few() -> None:
    rows = [(each.card, each) for each in ReleaseFactory.create_batch(8, content={"authors": []})]
    for number, (_card, made) in enumerate(rows):
        made.content["authors"] = [f"示例{number}"]

    def queries(some: list[tuple[WorkCard, object]]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            makers.remember_many(some)
        return len([each for each in captured if "showcase_people" not in each["sql"]])

    assert queries(rows[:2]) == queries(rows[2:])
