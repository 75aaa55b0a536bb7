"""The contract of ``manage.py import_notice --json``: plain data, in the shape that docs/notices.md gives."""

from typing import Any

from .holes import phrases
from .tree import Group, Item, Node, Proposal, UnitRole


def as_json(proposal: Proposal) -> dict[str, Any]:
    """The proposal as data for ``json.dumps``; every node with its "line" and "lines"."""
    return {
        "title": {
            "value": proposal.title.value,
            "inferred": proposal.title.inferred,
            **_place(proposal.title),
        },
        "document_number": proposal.document_number,
        "phases": [
            {"label": phase.label, "title": phase.title, "period": phase.period, **_place(phase)}
            for phase in proposal.phases
        ],
        "groups": [_group(group) for group in proposal.groups],
        "requirements": [
            {"label": each.label, "title": each.title, "text": each.text, **_place(each)}
            for each in proposal.requirements
        ],
        "sections": [
            {"label": section.label, "title": section.title, "kind": section.kind.value, **_place(section)}
            for section in proposal.sections
        ],
        "units": proposal.units,
        "placeholders": phrases(proposal.placeholders),
        "warnings": [remark.text for remark in proposal.remarks],
        "unread": [{"line": unread.line, "text": unread.text} for unread in proposal.unread],
    }


def _place(node: Node) -> dict[str, Any]:
    return {"line": node.line, "lines": sorted(node.lines)}


def _group(group: Group) -> dict[str, Any]:
    return {
        "label": group.label,
        "title": group.title,
        "text": group.text,
        "units": _units(group.units),
        "items": [_item(item) for item in group.items],
        **_place(group),
    }


def _item(item: Item) -> dict[str, Any]:
    data = {
        "label": item.label,
        "title": item.title,
        "display_title": item.display_title,
        "inferred_title": item.title is None,
        "text": item.text,
        "deadline": item.deadline,
        "units": _units(item.units),
        **_place(item),
    }
    return {**data, "split": item.split} if item.split else data


def _units(units: list[UnitRole]) -> list[dict[str, str]]:
    return [{"name": unit.name, "role": unit.role} for unit in units]
