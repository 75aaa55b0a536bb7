"""An entry's lines, parted into heading, text, units and time limit."""

import re
from dataclasses import dataclass, field

from .entries import deadline_in, heading_and_text, split_of, suggested_title
from .lines import Line
from .tree import Item, UnitRole
from .units import clause_in

# Bounds that no notice reaches, so that nonsense costs no more than its length.
MOST_LINES = 20
MOST_CLAUSES = 6
_DASHES = "—- \t\u3000"  # 书画展——责任单位：文化站


@dataclass
class Gathered:
    """The text of an entry apart from what it says about units and time limits."""

    text: str = ""
    units: list[UnitRole] = field(default_factory=list)
    deadline: str | None = None
    open_ended: bool = False


def gather(texts: list[str]) -> Gathered:
    """Part the lines of an entry into text, units and time limit. A list of names may go on in the next line."""
    result = Gathered()
    kept: list[str] = []
    index = 0
    while index < len(texts):
        text = texts[index]
        index += 1
        clause = clause_in(text)
        last = index + MOST_LINES
        while clause and clause.continues and index < min(last, len(texts)) and _is_more_names(texts[index]):
            text = text + texts[index]
            index += 1
            clause = clause_in(text)
        if clause:
            result.units += [unit for unit in clause.units if unit not in result.units]
            result.deadline = clause.deadline or result.deadline
            result.open_ended |= clause.open_ended
            rest = clause.rest
            text = text[: clause.start].rstrip(_DASHES)
            for _ in range(MOST_CLAUSES):  # （责任单位：A）（完成时限：5月底）
                if not (before := clause_in(text)):
                    break
                result.units = before.units + [unit for unit in result.units if unit not in before.units]
                result.deadline = before.deadline or result.deadline
                rest = before.rest + rest
                text = text[: before.start].rstrip(_DASHES)
            kept += [text, *rest] if text else rest
        elif text:
            kept.append(text)
    result.text = "\n".join(kept)
    return result


def item_of(lines: list[Line], label: str | None, start: int) -> Item:
    """An item from its lines; ``start`` is where the text begins behind the number."""
    texts = [lines[0].text[start:], *(line.text for line in lines[1:])]
    gathered = gather(texts)
    own, *more = gathered.text.split("\n")
    title, text = heading_and_text(own, followed=bool(more))
    whole = "\n".join(filter(None, [text, *more]))
    item = Item(lines[0].number, [line.number for line in lines], label, title, "", whole)
    item.units, item.open_ended = gathered.units, gathered.open_ended
    item.deadline = gathered.deadline or deadline_in(gathered.text)
    if title is None:
        item.inferred_title = suggested_title(whole)
        item.split = split_of(whole)
    return item


def _is_more_names(text: str) -> bool:
    return len(text) <= 80 and not re.search("[。：:]", text.rstrip("。")) and not clause_in(text)
