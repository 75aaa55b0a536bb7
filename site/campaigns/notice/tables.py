"""任务分解表: a table whose rows are items. From .docx, or pasted, with tabs or bars between the cells."""

import re
from dataclasses import dataclass

from .entries import heading_and_text, suggested_title
from .lines import Line, fold, strip
from .marks import mark_of
from .tree import Group, Item, UnitRole, names_people
from .units import DEADLINES, ROLE, split_names

_NUMBER = ("序号", "编号", "项次", "序")
_GROUP = ("类别", "活动类别", "板块", "项目类别", "任务类别", "工作类别", "分类")
_TITLE = (
    "工作任务",
    "任务名称",
    "活动名称",
    "活动项目",
    "项目名称",
    "重点任务",
    "任务",
    "项目",
    "事项",
    "工作事项",
    "主要任务",
    "活动",
    "活动主题",
)
_TEXT = (
    "具体措施",
    "工作内容",
    "主要内容",
    "具体内容",
    "工作措施",
    "工作要求",
    "活动内容",
    "具体要求",
    "内容",
    "措施",
    "任务内容",
    "具体任务",
    "主要措施",
)
MOST_HEADING = 30
_WHEN = (*DEADLINES, "时限", "时间", "时间安排", "活动时间", "时间节点", "完成日期", "进度安排")


@dataclass(frozen=True)
class Columns:
    """Which cell says what: index by purpose, and each role's column."""

    number: int | None
    group: int | None
    title: int | None
    text: int | None
    when: int | None
    roles: tuple[tuple[int, str], ...]


def cells_of(line: Line) -> list[str]:
    """The cells of a table line, or an empty list where the line is no table line."""
    if "\t" in line.text:
        return [strip(cell) for cell in line.raw.split("\t")]
    if line.text.count("|") >= 2 or line.text.count("｜") >= 2:
        return [strip(cell) for cell in re.split("[|｜]", line.text.strip("|｜"))]
    return []


def columns_of(line: Line) -> Columns | None:
    """The columns, if this line is the head of a table of tasks: it names a task and who answers for it."""
    names = [re.sub(r"\(.*?\)| ", "", fold(cell)) for cell in cells_of(line)]
    roles = tuple((index, name) for index, name in enumerate(names) if ROLE.fullmatch(name))
    title, text = _find(names, _TITLE), _find(names, _TEXT)
    if not roles or (title is None and text is None):
        return None
    return Columns(_find(names, _NUMBER), _find(names, _GROUP), title, text, _find(names, _WHEN), roles)


def end_of_rows(lines: list[Line], start: int) -> int:
    """The index behind the last row of a table whose head stands before ``start``.

    A short line without cells between two rows is a row too: 二、阵地管理, merged across the table.
    """
    index = start
    while index < len(lines):
        if not cells_of(lines[index]):
            following = lines[index + 1] if index + 1 < len(lines) else None
            heading = len(lines[index].text) <= MOST_HEADING and "。" not in lines[index].text
            if not (heading and following and cells_of(following)) or columns_of(following):
                break
        index += 1
    return index


def read_rows(lines: list[Line], columns: Columns) -> list[Group]:
    """The groups and items of the rows under a head.

    A row with one filled cell is a group's heading. Rows that repeat number and task (cells merged downward)
    continue the item above.
    """
    groups: list[Group] = []
    for line in lines:
        cells = cells_of(line) or [line.text]
        if columns_of(line) and groups:  # the head again, on the table's next page
            (groups[-1].items[-1] if groups[-1].items else groups[-1]).lines.append(line.number)
            continue
        filled = list(dict.fromkeys(cell for cell in cells if cell))
        if len(filled) == 1:
            groups.append(_group(filled[0], line))
            continue
        named = _cell(cells, columns.group)
        if named and (not groups or _group(named, line).title != groups[-1].title):
            groups.append(_group(named, line, own=False))
        if not groups:
            groups.append(Group())
        item = _item(cells, columns, line)
        if groups[-1].items and _continues(groups[-1].items[-1], item):
            _merge(groups[-1].items[-1], item)
        else:
            groups[-1].items.append(item)
    return groups


def _item(cells: list[str], columns: Columns, line: Line) -> Item:
    head, text = _cell(cells, columns.title), _cell(cells, columns.text)
    label = (_cell(cells, columns.number) or "").rstrip(".、． ") or None
    if mark := mark_of(Line.of(line.number, head or "")):
        label, head = label or mark.label, (head or "")[mark.start :]
    if head and (len(head) > 30 or "。" in head.rstrip("。")) and not text:
        title, text = heading_and_text(head, followed=False)
    else:
        title = (head or "").rstrip("。") or None
    units = [
        UnitRole(name, role)
        for index, role in columns.roles
        for name in (
            _people(cells, index) if names_people(role) else split_names(_cell(cells, index) or "")[0]
        )
    ]
    inferred = "" if title else suggested_title(text or "")
    return Item(
        line.number,
        [line.number],
        label,
        title,
        inferred,
        text or "",
        _cell(cells, columns.when) or None,
        units,
    )


def _people(cells: list[str], index: int) -> list[str]:
    return [strip(name) for name in re.split("[、，,；;]", _cell(cells, index) or "") if strip(name)]


def _continues(above: Item, item: Item) -> bool:
    return bool(item.label or item.title) and (above.label, above.title) == (item.label, item.title)


def _merge(above: Item, item: Item) -> None:
    above.lines += item.lines
    if item.text and item.text not in above.text:
        above.text = "\n".join(filter(None, [above.text, item.text]))
    above.units += [unit for unit in item.units if unit not in above.units]
    above.deadline = above.deadline or item.deadline


def _group(text: str, line: Line, own: bool = True) -> Group:
    mark = mark_of(Line.of(line.number, text))
    title = strip(text[mark.start :] if mark else text)
    return Group(line.number, [line.number] if own else [], mark.label if mark else None, title)


def _find(names: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _cell(cells: list[str], index: int | None) -> str | None:
    return cells[index] if index is not None and index < len(cells) else None
