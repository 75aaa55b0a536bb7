"""From a confirmed proposal to a plan: the one place that makes a campaign."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from audit.trail import record
from campaigns.models import Campaign, Group, Item, ItemUnit, Phase, Requirement
from campaigns.notice.as_json import as_json
from campaigns.notice.tree import Group as ProposedGroup
from campaigns.notice.tree import Item as ProposedItem
from campaigns.notice.tree import Proposal, UnitRole

NAME_LENGTH = 120
TITLE_LENGTH = 200


class NotAPlan(Exception):
    """The proposal cannot become a plan. The message is for the person who confirms it."""


@transaction.atomic
def create(proposal: Proposal, by: User | None, fillings: Mapping[str, str] | None = None) -> Campaign:
    """Make the campaign with its phases, groups, items and requirements, all of it or nothing.

    Units are found by name or made. Texts are verbatim and each node keeps its source line; the whole reading is
    kept beside them. ``fillings`` (``"line:column"`` → words, the column from 1) never touch the source.
    Raises NotAPlan, with a sentence, where a title, an item or a usable name is missing.
    """
    check(proposal)
    campaign = Campaign.objects.create(
        title=shortened(proposal.title.value or "", TITLE_LENGTH),
        title_inferred=proposal.title.inferred,
        document_number=shortened(proposal.document_number or "", 80),
        source="\n".join(proposal.source),
        proposal=as_json(proposal),
        fillings=dict(fillings or {}),
        created_by=by,
    )
    Phase.objects.bulk_create(
        Phase(
            campaign=campaign,
            position=position,
            line=phase.line,
            label=shortened(phase.label, 40),
            title=shortened(phase.title or "", TITLE_LENGTH),
            period=shortened(phase.period, 120),
        )
        for position, phase in enumerate(proposal.phases)
    )
    Requirement.objects.bulk_create(
        Requirement(
            campaign=campaign,
            position=position,
            line=each.line,
            label=shortened(each.label or "", 20),
            title=shortened(each.title or "", TITLE_LENGTH),
            text=each.text,
        )
        for position, each in enumerate(proposal.requirements)
    )
    made = _groups(campaign, proposal)
    record(
        "campaign.created",
        by=by or "console",
        subject=f"campaign:{campaign.pk}",
        label=campaign.title,
        items=len(proposal.items),
        new_units=made,
    )
    return campaign


def check(proposal: Proposal) -> None:
    """Raise NotAPlan where the proposal lacks what a plan must have."""
    if not (proposal.title.value or "").strip():
        raise NotAPlan(_("The campaign needs a title."))
    if not proposal.items:
        raise NotAPlan(_("The campaign needs at least one item."))
    for name in proposal.units:
        if len(name) > NAME_LENGTH:
            raise NotAPlan(
                _("The name of a unit is longer than %(limit)d characters: “%(name)s…”")
                % {"limit": NAME_LENGTH, "name": name[:30]}
            )


def answering(item: ProposedItem, group: ProposedGroup) -> list[UnitRole]:
    """Who answers for an item: its own units, or those that the group's heading names for all its items.

    An item without units never takes its neighbour's. A unit stands once, in the first role named for it; leaders
    are people and stay in the notice.
    """
    return once(item.units or group.units)


def once(named: list[UnitRole]) -> list[UnitRole]:
    """Units without people, each once, in the first role named for it."""
    found: dict[str, UnitRole] = {}
    for unit in named:
        if not unit.is_person:
            found.setdefault(unit.name, unit)
    return list(found.values())


def shortened(text: str, length: int) -> str:
    """The text, cut with … where a row cannot hold it; the notice's own words stay whole in the source."""
    return text if len(text) <= length else text[: length - 1] + "…"


def _groups(campaign: Campaign, proposal: Proposal) -> list[str]:
    """Make groups, items and who answers; the names of the units that had to be made."""
    units = {unit.name: unit for unit in Unit.objects.filter(name__in=proposal.units)}
    known = set(units)
    for group_position, proposed in enumerate(proposal.groups):
        group = Group.objects.create(
            campaign=campaign,
            position=group_position,
            line=proposed.line or None,
            label=shortened(proposed.label or "", 40),
            title=shortened(proposed.title or "", TITLE_LENGTH),
        )
        for position, each in enumerate(proposed.items):
            item = Item.objects.create(
                group=group,
                position=position,
                line=each.line,
                label=shortened(each.label or "", 20),
                title=shortened(each.display_title, TITLE_LENGTH),
                title_inferred=each.title is None,
                text=each.text,
                deadline=shortened(each.deadline or "", 120),
            )
            assign(item, answering(each, proposed), units)
    return [name for name in units if name not in known]


def assign(item: Item, roles: list[UnitRole], units: dict[str, Unit]) -> None:
    """Let these units answer for an item, in this order. ``units`` are those known by name; new ones are added."""
    for place, role in enumerate(roles):
        unit = units.get(role.name)
        if unit is None:
            unit = Unit.objects.create(name=role.name, collective=role.collective)
            units[role.name] = unit
        ItemUnit.objects.create(item=item, unit=unit, role=shortened(role.role, 40), position=place)
