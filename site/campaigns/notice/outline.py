"""A proposal as an outline that a person reads in a terminal."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .holes import phrases
from .tree import Item, Proposal, UnitRole


def outline(proposal: Proposal) -> str:
    """The plan in lines: title, phases, groups with their items, requirements, what to look at."""
    return "\n".join(_lines(proposal))


def _lines(proposal: Proposal) -> Iterator[str]:
    title = proposal.title.value or _("(no title)")
    yield title + (_(" [inferred]") if proposal.title.inferred else "")
    if proposal.document_number:
        yield proposal.document_number
    for phase in proposal.phases:
        yield "  ".join(filter(None, [phase.label, phase.title, phase.period]))
    for group in proposal.groups:
        yield ""
        yield f"{group.label or ''}{group.title or _('(no group)')}{_units(group.units)}"
        for item in group.items:
            yield f"  {_item(item)}"
    if proposal.requirements:
        yield ""
    for each in proposal.requirements:
        yield f"{each.label or '-'}. {each.title or each.text[:40]}"
    for heading, words in (
        (_("Left open"), phrases(proposal.placeholders)),
        (_("Please look at"), [remark.text for remark in proposal.remarks]),
        (_("Not recognised"), [f"{unread.line}: {unread.text}" for unread in proposal.unread]),
    ):
        if words:
            yield ""
            yield heading
            yield from (f"  {word}" for word in words)


def _item(item: Item) -> str:
    mark = _(" [inferred]") if item.title is None else ""
    limit = f"  {item.deadline}" if item.deadline else ""
    return f"{item.label or '-'}. {item.display_title}{mark}{_units(item.units)}{limit}"


def _units(units: list[UnitRole]) -> str:
    if not units:
        return ""
    by_role: dict[str, list[str]] = {}
    for unit in units:
        by_role.setdefault(unit.role, []).append(unit.name)
    return "  （" + "；".join(f"{role}：{'、'.join(names)}" for role, names in by_role.items()) + "）"
