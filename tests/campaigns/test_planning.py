"""From a proposal to a plan: everything or nothing, verbatim, with its source lines."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Unit
from audit.models import Entry
from campaigns.models import Campaign, Group, Item
from campaigns.notice.reader import read
from campaigns.planning import NotAPlan, create
from tests.factories import UserFactory

NOTICE = (Path(__file__).parent / "notice" / "notice.txt").read_text()

pytestmark = pytest.mark.django_db


def _answering(item: Item) -> list[str]:
    return [f"{each.unit.name}:{each.role}" for each in item.responsible.select_related("unit")]


def test_the_notice_becomes_a_plan():
    campaign = create(read(NOTICE), by=UserFactory(curator=True))

    items = list(Item.objects.filter(group__campaign=campaign).order_by("group__position", "position"))
    assert [(item.label, item.line) for item in items] == [
        *(("1", 6), ("2", 9), ("3", 12), ("4", 15), ("5", 19), ("6", 22), ("7", 24), ("8", 27), ("9", 30)),
        *(("10", 33), ("11", 35)),
    ]
    assert sum(item.responsible.count() for item in items) == 14
    assert campaign.groups.count() == 6
    assert [(phase.label, phase.period) for phase in campaign.phases.all()] == [
        ("第一阶段", "X月至X月底"),
        ("第二阶段", "X月至XX月底"),
    ]
    assert campaign.requirements.count() == 3
    assert all(part in NOTICE for item in items for part in item.text.split("\n"))
    assert campaign.source == NOTICE
    assert campaign.title_inferred


def test_what_was_inferred_stays_marked():
    campaign = create(read(NOTICE), by=None)

    inferred = Item.objects.filter(group__campaign=campaign, title_inferred=True)
    assert sorted(item.label for item in inferred) == ["10", "5", "8"]


def test_units_are_found_by_name_or_made():
    known = Unit.objects.create(name="政治部")

    create(read(NOTICE), by=None)

    assert Unit.objects.get(name="政治部") == known
    assert sorted(Unit.objects.filter(collective=True).values_list("name", flat=True)) == ["各部门"]
    assert Unit.objects.count() == 5


def test_a_heading_s_units_answer_for_its_items_but_a_neighbour_s_do_not():
    text = "关于活动的通知\n一、主要活动\n（一）党课（责任单位：政治部）\n1.讲课。\n（二）书法\n2.展览。\n责任单位：工会\n3.征集。\n"

    create(read(text), by=None)

    assert {item.label: _answering(item) for item in Item.objects.all()} == {
        "1": ["政治部:责任单位"],
        "2": ["工会:责任单位"],
        "3": [],
    }


def test_a_leader_is_no_unit_and_a_unit_stands_once():
    text = "关于活动的通知\n一、主要活动\n1.讲课。\n牵头单位：工会；配合单位：工会、团委；责任领导：陈明\n"

    create(read(text), by=None)

    assert _answering(Item.objects.get()) == ["工会:牵头单位", "团委:配合单位"]
    assert not Unit.objects.filter(name="陈明").exists()


@pytest.mark.parametrize(
    "text",
    [
        "今天天气好\n1.读书。\n责任单位：工会",
        "关于活动的通知\n只有一段话。",
        f"关于活动的通知\n1.读书。\n责任单位：{'甲' * 121}",
    ],
    ids=["no title", "no item", "endless name"],
)
def test_what_is_no_plan_creates_nothing(text):
    with pytest.raises(NotAPlan):
        create(read(text), by=None)

    assert (Campaign.objects.count(), Group.objects.count(), Unit.objects.count()) == (0, 0, 0)


def test_titles_that_no_row_can_hold_are_cut_where_they_are_shown_only():
    text = "关于活动的通知\n一、主要活动\n（一）" + "很" * 300 + "长。\n1.读书。\n责任单位：工会\n"

    campaign = create(read(text), by=None)

    assert campaign.source == text
    assert all(len(group.title) <= 200 for group in campaign.groups.all())


def test_creating_leaves_an_audit_row():
    curator = UserFactory(curator=True)

    campaign = create(read(NOTICE), by=curator)

    entry = Entry.objects.get(action="campaign.created")
    assert (entry.subject, entry.actor_id, entry.detail["items"]) == (
        f"campaign:{campaign.pk}",
        curator.pk,
        11,
    )


def test_the_command_creates_on_somebody_s_behalf(capsys):
    curator = UserFactory(curator=True)
    notice = str(Path(__file__).parent / "notice" / "notice.txt")

    call_command("import_notice", notice, "--create", "--by", curator.username)

    assert Campaign.objects.get().created_by == curator


def test_the_command_does_not_know_strangers():
    notice = str(Path(__file__).parent / "notice" / "notice.txt")

    with pytest.raises(CommandError, match="nobody-1"):
        call_command("import_notice", notice, "--create", "--by", "nobody-1")

    assert not Campaign.objects.exists()
