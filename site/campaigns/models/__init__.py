"""What is asked of whom: the plan as the notice has it, the kinds of works, the calls, the tallies."""

from campaigns.models.attachment import CallAttachment
from campaigns.models.call import Call, Terms
from campaigns.models.kind import Family, Kind
from campaigns.models.plan import Campaign, Group, Item, ItemUnit, Phase, Requirement
from campaigns.models.quota import Quota
from campaigns.models.tally import Tally

__all__ = [
    "Call",
    "CallAttachment",
    "Campaign",
    "Family",
    "Group",
    "Item",
    "ItemUnit",
    "Kind",
    "Phase",
    "Quota",
    "Requirement",
    "Tally",
    "Terms",
]
