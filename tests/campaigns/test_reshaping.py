"""Items are changed, split and merged later, and nothing that hangs on them is lost."""

import pytest

from audit.models import Entry
from campaigns import tallies
from campaigns.changing import begun as whole_plan
from campaigns.models import Campaign, Item
from campaigns.programme import programme
from campaigns.reshaping import NotPossible, answered, begun, edit, merge, split
from campaigns.showing import show, why_not
from campaigns.wall import wall
from submissions import tallies as counting
from submissions.models import Submission
from tests.factories import CallFactory, SubmissionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ten(items) -> Item:
    return items["10"]


def rows(plan) -> list[tuple[str, str]]:
    return [(row.item.label, row.item.title) for row in wall(plan).rows]


def test_words_units_and_group_change_and_a_colleague_shows_it_again(plan, ten, items, curator) -> None:
    form = {
        "title": "书法征集",
        "deadline": "9月底前",
        "answering": "牵头单位：政治部",
        "group": str(items["1"].group_id),
    }

    assert edit(ten, answered(ten, form), curator)

    ten = Item.objects.get(pk=ten.pk)
    assert (ten.title, ten.deadline, ten.title_inferred) == ("书法征集", "9月底前", False)
    assert [str(each) for each in ten.responsible.all()] == ["牵头单位：政治部"]
    assert [row.label for row in Item.objects.filter(group=items["1"].group)][-1] == "10"
    campaign = Campaign.objects.get()
    assert not campaign.public and why_not(campaign, curator)
    assert not why_not(campaign, UserFactory(curator=True))
    assert Entry.objects.filter(action="item.changed").exists()


def test_saving_without_a_change_changes_nothing(plan, ten, curator) -> None:
    assert not edit(ten, begun(ten), curator)

    assert Campaign.objects.get().public


def test_lists_for_visitors_go_on_with_the_title_that_a_second_person_showed(plan, ten, curator) -> None:
    old = str(ten)

    edit(ten, answered(ten, {"title": "改名"}), curator)

    assert Item.objects.get(pk=ten.pk).public_name == old
    show(Campaign.objects.get(), UserFactory(curator=True))
    assert Item.objects.get(pk=ten.pk).public_name == "10 改名"


def test_the_whole_plans_form_keeps_them_too(plan, ten, curator) -> None:
    from campaigns.changing import answered as on_form
    from campaigns.changing import keep

    old = str(ten)
    keep(on_form(plan, {f"item-{ten.pk}-title": "改名"}), by=curator)

    assert Item.objects.get(pk=ten.pk).public_name == old


@pytest.mark.parametrize("links_move", [False, True])
def test_ten_becomes_10a_and_10b_and_links_stay_with_the_part_that_is_chosen(
    plan, ten, curator, links_move
) -> None:
    call, unit = CallFactory(item=ten), UnitFactory()
    tallies.put(ten.pk, unit.pk, works_in=3, released=1)
    sentence = "开展书法、文章等作品征集和展示展播活动。"

    other = split(ten, "书法、文章征集", [sentence], curator, links_move=links_move)

    parts = {item.label: item for item in Item.objects.filter(pk__in=(ten.pk, other.pk))}
    keeper = parts["10b" if links_move else "10a"]
    assert (parts["10b"].title, parts["10b"].text) == ("书法、文章征集", sentence)
    assert sentence not in parts["10a"].text
    assert parts["10a"].position < parts["10b"].position
    assert (keeper.pk, list(keeper.calls.all())) == (ten.pk, [call])
    assert keeper.tallies.get().works_in == 3
    assert [each.unit.name for each in parts["10a"].responsible.all()] == ["政治部"]
    assert [each.unit.name for each in parts["10b"].responsible.all()] == ["政治部"]
    assert [label for label, _title in rows(plan)][-3:] == ["10a", "10b", "11"]


def test_a_part_is_split_again_with_the_next_letter(plan, ten, curator) -> None:
    other = split(ten, "乙", [], curator)
    third = split(Item.objects.get(pk=ten.pk), "丙", [], curator)

    labels = [Item.objects.get(pk=pk).label for pk in (ten.pk, third.pk, other.pk)]
    assert labels == ["10a", "10c", "10b"]


@pytest.mark.parametrize(
    ("title", "moved"), [("", []), ("长" * 201, []), ("乙", ["没有这句。"]), ("乙", None)]
)
def test_what_cannot_be_split_stays(plan, ten, curator, title, moved) -> None:
    from campaigns.confirming import sentences

    with pytest.raises(NotPossible):
        split(ten, title, sentences(ten) if moved is None else moved, curator)

    assert Campaign.objects.get().public
    assert Item.objects.filter(group=ten.group).count() == len(
        [row for row in whole_plan(plan).rows if row.item.group_id == ten.group_id]
    )


def test_a_merged_items_calls_text_units_and_works_stand_under_the_other(plan, items, curator) -> None:
    nine, ten = items["9"], items["10"]
    call = CallFactory(item=ten)
    work = SubmissionFactory(call=call, sent=True)
    counting.count(work)
    tallies.put(ten.pk, work.unit_id, released=1)
    tallies.put(nine.pk, work.unit_id, works_in=2)

    merge(ten, nine, curator)

    call.refresh_from_db()
    nine.refresh_from_db()
    assert call.item == nine
    assert nine.text.endswith(items["10"].text)
    assert "政治部" in nine.responsible.values_list("unit__name", flat=True)
    assert "10" not in [label for label, _title in rows(plan)]
    row = next(row for row in wall(plan).rows if row.item == nine)
    assert (row.works_in, row.released) == (3, 1)
    counting.count(Submission.objects.get(pk=work.pk))  # the true figure, of the works of its calls
    assert nine.tallies.get(unit=work.unit_id).works_in == 1
    assert Item.objects.get(pk=ten.pk).merged_into == nine
    chapters = programme(plan, staff=True).chapters
    assert "10" not in [entry.item.label for chapter in chapters for entry in chapter.entries]


def test_what_was_merged_into_a_merged_item_follows(plan, items, curator) -> None:
    merge(items["11"], items["10"], curator)
    merge(Item.objects.get(pk=items["10"].pk), Item.objects.get(pk=items["9"].pk), curator)

    assert set(Item.objects.get(pk=items["9"].pk).merged.all()) == {items["10"], items["11"]}


def test_items_are_not_merged_into_themselves_others_plans_or_what_is_gone(plan, items, curator) -> None:
    from tests.factories import ItemFactory

    merge(items["11"], items["10"], curator)
    gone = Item.objects.get(pk=items["11"].pk)
    for item, into in (
        (items["9"], items["9"]),
        (items["9"], ItemFactory()),
        (items["9"], gone),
        (gone, items["9"]),
    ):
        with pytest.raises(NotPossible):
            merge(item, into, curator)


def test_only_curators_reshape(plan, ten) -> None:
    stranger = UserFactory()

    for act in (
        lambda: edit(ten, answered(ten, {"title": "x"}), stranger),
        lambda: split(ten, "x", [], stranger),
        lambda: merge(ten, ten, stranger),
    ):
        with pytest.raises(NotPossible):
            act()
