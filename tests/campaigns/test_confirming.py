"""What a person changes before a plan is made; the reading itself is never changed."""

import pytest

from campaigns.confirming import answered, fresh, units_of, with_an_item, written
from campaigns.notice.as_json import as_json
from campaigns.notice.reader import read
from campaigns.notice.tree import UnitRole

pytestmark = pytest.mark.django_db


def _form(state) -> dict[str, str]:
    """The fields as the page sends them when nothing was touched."""
    form = {"title": state.title}
    for row in state.rows:
        if row.parts:
            form[f"{row.whole.key}-split"] = "1"
        for entry in row.entries:
            form |= {
                f"{entry.key}-kept": "1",
                f"{entry.key}-title": entry.title,
                f"{entry.key}-answering": entry.answering,
                f"{entry.key}-group": str(entry.group),
            }
    return form


@pytest.fixture
def proposal(notice):
    return read(notice)


@pytest.fixture
def form(proposal) -> dict[str, str]:
    return _form(fresh(proposal))


def test_confirming_without_a_change_gives_what_was_read(proposal, form):
    state = answered(proposal, form)

    assert state.is_sound
    assert as_json(state.plan())["groups"] == as_json(proposal)["groups"]
    assert state.plan().title == proposal.title


def test_an_item_can_be_left_out(proposal, form):
    del form["i4-kept"]

    plan = answered(proposal, form).plan()

    assert [item.label for item in plan.items] == ["1", "2", "3", "4", "6", "7", "8", "9", "10", "11"]
    assert [group.label for group in plan.groups] == ["（一）", "（三）", "（四）", "（五）", "（六）"]


def test_an_item_can_be_retitled_and_is_no_longer_inferred(proposal, form):
    form["i4-title"] = "重温誓词"

    item = answered(proposal, form).plan().items[4]

    assert (item.title, item.display_title) == ("重温誓词", "重温誓词")
    assert proposal.items[4].title is None


def test_an_item_can_be_given_to_other_units_and_another_group(proposal, form):
    form |= {"i9-answering": "牵头单位：新媒体团队\n配合单位：政治部、工会", "i9-group": "4"}

    plan = answered(proposal, form).plan()

    moved = plan.groups[4].items[1]
    assert (moved.label, moved.line) == ("10", 33)
    assert moved.units == [
        UnitRole("新媒体团队", "牵头单位"),
        UnitRole("政治部", "配合单位"),
        UnitRole("工会", "配合单位"),
    ]


def test_item_ten_splits_in_two(proposal, form):
    once = answered(proposal, {**form, "split": "i9"})
    form = {key: value for key, value in form.items() if not key.startswith("i9-")} | {
        key: value for key, value in _form(once).items() if key.startswith("i9")
    }
    form["i9p1-answering"] = "责任单位：新媒体团队"

    items = answered(proposal, form).plan().items[9:11]

    assert [(item.label, item.line, item.lines, item.text) for item in items] == [
        (
            "10a",
            33,
            [33, 34],
            "做好中央确定的大型文献专题片、重点影视文艺作品、图书的展演展播、展示展销、收听收看工作。",
        ),
        ("10b", 33, [33, 34], "开展书法、文章等作品征集和展示展播活动。"),
    ]
    assert [item.units[0].name for item in items] == ["政治部", "新媒体团队"]


def test_a_split_can_be_undone(proposal, form):
    split = _form(answered(proposal, {**form, "split": "i9"}))

    state = answered(proposal, {**split, "join": "i9"})

    assert [item.label for item in state.plan().items][9:] == ["10", "11"]


def test_parts_can_be_joined_again_one_by_one(proposal, form):
    split = _form(answered(proposal, {**form, "split": "i9"}))

    items = answered(proposal, {**split, "i9p1-joined": "1"}).plan().items

    assert [item.label for item in items] == [str(n) for n in range(1, 12)]
    assert items[9].text == proposal.items[9].text


def test_an_item_is_merged_into_the_one_above(proposal, form):
    form |= {"i8-joined": "1", "i8-answering": "牵头单位：工会"}

    plan = answered(proposal, form).plan()

    merged = plan.items[7]
    assert [item.label for item in plan.items] == [*(str(n) for n in range(1, 9)), "10", "11"]
    assert merged.text.endswith(proposal.items[8].text) and merged.text.startswith(proposal.items[7].text)
    assert merged.lines == sorted({*proposal.items[7].lines, *proposal.items[8].lines})
    assert merged.units == [*proposal.items[7].units, UnitRole("工会", "牵头单位")]


def test_three_items_become_one_and_the_first_has_nothing_above(proposal, form):
    form |= {"i0-joined": "1", "i1-joined": "1", "i2-joined": "1"}

    assert [item.label for item in answered(proposal, form).plan().items][:2] == ["1", "4"]


def test_nothing_is_merged_into_what_is_left_out(proposal, form):
    del form["i7-kept"]

    state = answered(proposal, {**form, "i8-joined": "1"})

    assert not state.is_sound
    assert state.rows[8].whole.errors


def test_fillings_are_kept_beside_the_source(proposal, form):
    state = answered(proposal, {**form, "fill-19:3": " 6 "})

    assert state.fillings == {"19:3": "6"}
    assert state.plan().source == proposal.source


def test_everything_left_out_is_no_plan(proposal, form):
    state = answered(proposal, {key: value for key, value in form.items() if not key.endswith("-kept")})

    assert not state.is_sound


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("title", "长" * 201),
        ("i0-title", ""),
        ("i0-answering", "甲" * 121),
        ("fill-19:3", "6" * 41),
    ],
)
def test_a_mistake_is_named(proposal, form, field, value):
    state = answered(proposal, {**form, field: value})

    assert not state.is_sound


def test_a_notice_that_numbers_no_activity_is_one_item():
    proposal = read("关于举办“声动校园”朗诵大赛的通知\n各学院：\n一、参赛对象\n全体学生\n")

    (item,) = with_an_item(proposal).items

    assert (item.display_title, item.title, proposal.groups) == ("举办“声动校园”朗诵大赛", None, [])


def test_groups_that_do_not_exist_are_ignored(proposal, form):
    plan = answered(proposal, {**form, "i0-group": "99", "i1-group": "x"}).plan()

    assert [item.label for item in plan.groups[0].items] == ["1", "2", "3", "4"]


def test_units_are_written_as_a_notice_writes_them():
    units = [UnitRole("工会", "牵头单位"), UnitRole("团委", "配合单位"), UnitRole("办公室", "配合单位")]

    assert written(units) == "牵头单位：工会\n配合单位：团委、办公室"
    assert units_of(written(units)) == units
    assert units_of("工会、团委") == [UnitRole("工会", "责任单位"), UnitRole("团委", "责任单位")]
