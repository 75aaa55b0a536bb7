"""Word's automatic numbers, rebuilt: they are not in the text, but in numbering.xml and the styles."""

import re
from dataclasses import dataclass, field

from lxml import etree

from .docx_formats import written
from .docx_parts import W


@dataclass
class _Step:
    """One of the nine levels of a list: where it starts, how its number is written, what stands around it."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass
class _List:
    """A list as paragraphs name it (w:num): its steps, and the counter it shares with its kin."""

    counter: str
    steps: dict[int, _Step] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts paragraph by paragraph, in the order of the document."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles: dict[str, tuple[str | None, str | None, int | None]] = {}
        self._style_steps: dict[tuple[str, str], int] = {}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._default: str | None = None
        if styles is not None:
            self._read_styles(styles)
        if numbering is not None:
            self._read_lists(numbering)

    def label(self, paragraph: etree._Element) -> str:
        """The number that Word prints before this paragraph, "" where it prints none. Counts on."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, level = place
        each = self._lists.get(number)
        if each is None or level not in each.steps:
            return ""
        step = each.steps[level]
        counts = self._counters.setdefault(each.counter, {})
        if level in each.restarts and (number, level) not in self._started:
            self._started.add((number, level))
            counts[level] = each.restarts[level]
        else:
            counts[level] = counts.get(level, step.start - 1) + 1
        for deeper in [deep for deep in counts if deep > level]:
            restart = each.steps[deeper].restart if deeper in each.steps else None
            if restart != 0 and (restart is None or level < restart):
                del counts[deeper]
        if step.style in ("bullet", "none"):
            return ""
        text = step.text
        for index in range(9):
            if f"%{index + 1}" in text:
                other = each.steps.get(index, _Step())
                value = counts.get(index, other.start)
                style = "decimal" if step.legal else other.style
                text = text.replace(f"%{index + 1}", written(value, style))
        return text

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """Which list and level a paragraph stands in: by itself, else by its style, else by the styles above that."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        number, level = _number_and_level(own)
        style_element = paragraph.find(f"{W}pPr/{W}pStyle")
        style = style_element.get(f"{W}val") if style_element is not None else self._default
        by_number, by_level = self._by_style(style)
        number = number if number is not None else by_number
        if number is None or number == "0":
            return None
        if level is None:
            level = by_level
        if level is None:
            level = next(
                (step for (num, name), step in self._style_steps.items() if num == number and name == style),
                0,
            )
        return number, level

    def _by_style(self, style: str | None) -> tuple[str | None, int | None]:
        seen: set[str] = set()
        level: int | None = None
        while style and style not in seen:
            seen.add(style)
            parent, number, own_level = self._styles.get(style, (None, None, None))
            level = level if level is not None else own_level
            if number is not None:
                if level is None:
                    level = self._style_steps.get((number, style))
                return number, level
            style = parent
        return None, level

    def _read_styles(self, styles: etree._Element) -> None:
        for style in styles.findall(f"{W}style"):
            name = style.get(f"{W}styleId") or ""
            based = style.find(f"{W}basedOn")
            number, level = _number_and_level(style.find(f"{W}pPr/{W}numPr"))
            self._styles[name] = (based.get(f"{W}val") if based is not None else None, number, level)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default = name

    def _read_lists(self, numbering: etree._Element) -> None:
        patterns = {each.get(f"{W}abstractNumId"): each for each in numbering.findall(f"{W}abstractNum")}
        by_link = {
            link.get(f"{W}val"): each
            for each in patterns.values()
            if (link := each.find(f"{W}styleLink")) is not None
        }
        for num in numbering.findall(f"{W}num"):
            number = num.get(f"{W}numId") or ""
            reference = num.find(f"{W}abstractNumId")
            pattern = patterns.get(reference.get(f"{W}val")) if reference is not None else None
            if pattern is None:
                continue
            link = pattern.find(f"{W}numStyleLink")
            if link is not None and link.get(f"{W}val") in by_link:
                pattern = by_link[link.get(f"{W}val")]
            each = _List(pattern.get(f"{W}abstractNumId") or number)
            self._read_steps(number, each, pattern)
            for override in num.findall(f"{W}lvlOverride"):
                level = integer(override.get(f"{W}ilvl"), 0)
                self._read_steps(number, each, override)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    each.restarts[level] = integer(start.get(f"{W}val"), 1)
            self._lists[number] = each

    def _read_steps(self, number: str, each: _List, parent: etree._Element) -> None:
        for lvl in parent.findall(f"{W}lvl"):
            level = integer(lvl.get(f"{W}ilvl"), 0)
            each.steps[level] = _Step(
                start=integer(_value(lvl, "start"), 1),
                style=_value(lvl, "numFmt") or _choice_style(lvl) or "decimal",
                text=_value(lvl, "lvlText") or "",
                legal=lvl.find(f"{W}isLgl") is not None,
                restart=integer(_value(lvl, "lvlRestart"), -1)
                if lvl.find(f"{W}lvlRestart") is not None
                else None,
            )
            if (style := _value(lvl, "pStyle")) is not None:
                self._style_steps[(number, style)] = level


def _number_and_level(element: etree._Element | None) -> tuple[str | None, int | None]:
    if element is None:
        return None, None
    level = _value(element, "ilvl")
    return _value(element, "numId"), None if level is None else integer(level, 0)


def _choice_style(lvl: etree._Element) -> str | None:
    """Newer formats stand in an alternative, with an older one beside it."""
    found = next(lvl.iter(f"{W}numFmt"), None)
    return found.get(f"{W}val") if found is not None else None


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val") if child is not None else None


def integer(text: str | None, otherwise: int) -> int:
    """A number from an attribute; the other one where it is missing, no number, or beyond what Word writes."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else otherwise
