"""Reminding the liaisons of units that lack works: who would hear it, and saying it, once a day at most."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from accounts.messages import words
from accounts.messages.models import Message, Robot
from accounts.messages.telling import path, tell, tell_group
from accounts.models import User
from accounts.roles import Role, require_role
from audit.trail import record_many
from reports.control import Lack, Row, Sheet

words.register({"unit.lacking": gettext_lazy("Works of %(unit)s are still missing. %(what)s")})


@dataclass(frozen=True)
class Urge:
    """A unit that lacks something in calls that still take works, whether its group has a robot, and whether it was
    told today."""

    row: Row
    lacks: list[Lack]
    group: bool
    told: bool

    @property
    def liaisons(self) -> list[User]:
        """Who would hear it by name."""
        return self.row.liaisons

    @property
    def possible(self) -> bool:
        """Whether somebody would hear it now."""
        return bool(self.liaisons or self.group) and not self.told

    @property
    def what(self) -> str:
        """What is missing, in the language that is active."""
        return " ".join(map(str, self.lacks))


def urges(sheet: Sheet) -> list[Urge]:
    """The units of the sheet that can be reminded, in two queries."""
    lacking = [(row, lacks) for row in sheet.lacking if (lacks := row.may_still_send())]
    units = [row.unit.pk for row, _lacks in lacking]
    groups = set(Robot.objects.filter(unit__in=units, active=True).values_list("unit", flat=True))
    events = Message.objects.filter(event__in=map(_event, units))
    told = set(events.values_list("event", flat=True))
    return [Urge(row, lacks, row.unit.pk in groups, _event(row.unit.pk) in told) for row, lacks in lacking]


@transaction.atomic
def urge(found: Sequence[Urge], units: Collection[int], by: User) -> list[Urge]:
    """Tell the liaisons of these units and their groups what is missing; those who heard it today hear nothing.
    Returns who was told.

    Raises Http404 for whoever is no curator.
    """
    require_role(by, Role.CURATOR)
    wanted = [each for each in found if each.possible and each.row.unit.pk in units]
    for each in wanted:
        unit = each.row.unit
        facts = {"unit": unit.name, "unit_en": unit.name_en, **_in_both_languages(each)}
        tell(
            [user.pk for user in each.liaisons],
            _event(unit.pk),
            "unit.lacking",
            link=path("unit"),
            facts=facts,
        )
        tell_group(unit.pk, _event(unit.pk), "unit.lacking", link=path("calls"), facts=facts)
    record_many(
        "unit.urged",
        by=by,
        of=[
            (
                f"unit:{each.row.unit.pk}",
                each.row.unit.name,
                {"told": [user.username for user in each.liaisons], "group": each.group},
            )
            for each in wanted
        ],
    )
    return wanted


def _event(unit: int) -> str:
    return f"lacking:{unit}:{timezone.localdate()}"


def _in_both_languages(each: Urge) -> dict[str, str]:
    with translation.override(settings.LANGUAGE_CODE):
        chinese = each.what
    with translation.override("en"):
        return {"what": chinese, "what_en": each.what}
