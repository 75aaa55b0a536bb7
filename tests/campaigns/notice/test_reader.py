"""Whole notices, read: the court's own, and two dozen that other offices might have written."""

from pathlib import Path

import pytest

from campaigns.notice.as_json import as_json
from campaigns.notice.reader import read
from campaigns.notice.tree import Proposal, UnitRole

HERE = Path(__file__).parent
NOTICE = (HERE / "notice.txt").read_text()
NOTICES = sorted((HERE / "notices").glob("*.txt"))


def _units(units: list[UnitRole]) -> str:
    return " ".join(f"{unit.name}:{unit.role}" for unit in units)


def outline(proposal: Proposal) -> str:
    """The tree in the short form in which tests/campaigns/notice/notices/ writes down what is expected."""
    rows = [f"题{'?' if proposal.title.inferred else ''} {proposal.title.value}"]
    rows += [f"号 {proposal.document_number}"] if proposal.document_number else []
    rows += [f"期 {phase.label}|{phase.title or '-'}|{phase.period}" for phase in proposal.phases]
    for group in proposal.groups:
        rows.append(f"组 {group.label or '-'}|{group.title or '-'}|{_units(group.units)}")
        for item in group.items:
            what = f"{item.label or '-'}|{item.title or '-'}|{item.deadline or ''}|{_units(item.units)}"
            rows.append(f"项 {what}")
    rows += [f"求 {each.label or '-'}|{each.title or '-'}" for each in proposal.requirements]
    rows += [f"未 {unread.line}" for unread in proposal.unread]
    return "\n".join(rows)


def places(data: object) -> list[int]:
    """Every line that some node of the JSON calls its own."""
    if isinstance(data, dict):
        own = data.get("lines", [])
        return [*own, *(line for value in data.values() for line in places(value))]
    if isinstance(data, list):
        return [line for value in data for line in places(value)]
    return []


def assert_no_line_lost(text: str) -> None:
    data = as_json(read(text))
    found = sorted([*places(data), *(unread["line"] for unread in data["unread"])])
    expected = [
        number for number, line in enumerate(text.split("\n"), start=1) if line.strip("\u2003\ufeff \t\r　")
    ]
    assert found == expected


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_a_notice_gives_the_tree_that_a_person_reads_in_it(path):
    text, expected = path.read_text().split("=====\n")

    assert outline(read(text)) == expected.strip()


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_no_line_is_lost_and_no_text_rewritten(path):
    text = path.read_text().split("=====\n")[0]

    proposal = read(text)

    assert_no_line_lost(text)
    for item in proposal.items:
        for part in [
            *item.text.split("\n"),
            item.title or "",
            item.deadline or "",
            *(u.name for u in item.units),
        ]:
            assert part in text


def test_the_notice_that_started_it():
    proposal = read(NOTICE)

    assert [(phase.label, phase.period) for phase in proposal.phases] == [
        ("第一阶段", "X月至X月底"),
        ("第二阶段", "X月至XX月底"),
    ]
    assert [(group.label, group.title, group.line) for group in proposal.groups] == [
        ("（一）", "党旗在法院基层一线高高飘扬活动", 5),
        ("（二）", "入党宣誓和重温入党誓词活动", 18),
        ("（三）", "讲党课和优秀党课展播活动", 21),
        ("（四）", "学习体验活动", 26),
        ("（五）", "主题宣讲活动", 29),
        ("（六）", "开展文化活动", 32),
    ]
    assert [(item.label, item.title, item.line, _units(item.units)) for item in proposal.items] == [
        ("1", "激发干劲聚合力", 6, "党支部:责任单位"),
        ("2", "建强组织筑堡垒", 9, "政治部:责任单位"),
        ("3", "服务中心作贡献", 12, "州法院党史学习教育领导小组办公室:责任单位"),
        ("4", "为民办事解难题", 15, "党支部:责任单位 各部门:责任单位"),
        ("5", None, 19, "党支部:责任单位"),
        ("6", "开展“党课开讲啦”和“学习身边榜样”活动", 22, "政治部:责任单位 党支部:责任单位"),
        ("7", "走进一线讲党课", 24, "政治部:责任单位"),
        ("8", None, 27, "政治部:责任单位 党支部:责任单位"),
        ("9", "主阵地宣讲活动", 30, "新媒体团队:责任单位"),
        ("10", None, 33, "政治部:责任单位"),
        ("11", "精神文明创建活动", 35, "政治部:责任单位"),
    ]
    assert [(each.label, each.title, each.line) for each in proposal.requirements] == [
        ("1", "强化组织领导，统筹活动安排", 38),
        ("2", "紧密结合实际，创新方式方法", 39),
        ("3", "坚持正确方向，注重思想内涵", 40),
    ]
    assert proposal.units == ["党支部", "政治部", "州法院党史学习教育领导小组办公室", "各部门", "新媒体团队"]
    assert proposal.document_number is None
    assert (proposal.title.value, proposal.title.inferred) == (
        "关于开展“永远跟党走”群众性主题宣传教育活动的通知",
        True,
    )
    assert len(proposal.placeholders) == 11
    assert len(as_json(proposal)["placeholders"]) == 8
    assert proposal.unread == []
    assert_no_line_lost(NOTICE)


def test_what_is_only_inferred_says_so():
    items = {item.label: item for item in read(NOTICE).items}

    assert (items["5"].title, items["5"].display_title) == (None, "集中开展党员重温入党誓词活动")
    assert items["8"].display_title == "“体验红色路线，重温红色记忆”学习体验活动和爱国主义教育仪式"
    assert items["10"].split == [
        "做好中央确定的大型文献专题片、重点影视文艺作品、图书的展演展播、展示展销、收听收看工作。",
        "开展书法、文章等作品征集和展示展播活动。",
    ]


def test_remarks_ask_the_person_to_look():
    codes = [(remark.code, remark.line) for remark in read(NOTICE).remarks]

    assert codes == [("placeholders", 0), ("inferred-title", 1), ("place", 1), ("split", 33)]


def test_an_item_without_units_inherits_none_and_says_so():
    text = "关于开展活动的通知\n一、主要活动\n1.读书。\n责任单位：工会\n2.征文。\n"

    proposal = read(text)

    assert [_units(item.units) for item in proposal.items] == ["工会:责任单位", ""]
    assert [remark.line for remark in proposal.remarks if remark.code == "no-unit"] == [5]


def test_a_table_repeats_its_head_on_the_next_page():
    head = "序号\t工作任务\t责任单位"
    text = f"任务分解表\n{head}\n1\t读书\t工会\n{head}\n2\t征文\t团委"

    assert [item.title for item in read(text).items] == ["读书", "征文"]
    assert_no_line_lost(text)


def test_text_that_is_no_notice_is_listed_as_unread():
    proposal = read("天上有云\n\n地上有风\n")

    assert [unread.line for unread in proposal.unread] == [1, 3]
    assert proposal.groups == []


def test_nothing_at_all_is_read_as_nothing():
    assert as_json(read("\n \u3000\n"))["unread"] == []
