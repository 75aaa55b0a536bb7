"""Confirming a sheet: the one place that writes what it says, all of it or nothing, once."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, Person, StaffSheet, Unit, User
from accounts.staff.comparing import Comparison, Line, compare
from accounts.staff.sheet import Table
from audit.trail import record, record_many

_BATCH = 500


class NotConfirmed(Exception):
    """Why nothing was written, in a sentence; the preview is to be looked at again."""


@transaction.atomic
def confirm(sheet: StaffSheet, by: User, *, digest: str, drastic: bool = False) -> StaffSheet:
    """Make the register what the sheet says. A sheet that was confirmed already stays as it is.

    Raises NotConfirmed where rows are bad, where the register is no longer what the preview was compared with
    (``digest``), or where more than a third would leave and nobody said yes to that (``drastic``).
    """
    # Whoever writes this row first has the sheet; the other one waits here and finds it done.
    if not StaffSheet.objects.filter(pk=sheet.pk, applied_at=None).update(applied_at=timezone.now()):
        sheet.refresh_from_db()
        return sheet
    found = compare(Table.from_data(sheet.table), whole=sheet.whole)
    if found.having("bad"):
        raise NotConfirmed(_("Some rows need a correction first."))
    if found.digest != digest:
        raise NotConfirmed(_("The register was changed since you looked. This is how it stands now."))
    if found.is_drastic and not drastic:
        raise NotConfirmed(_("More than a third would be deactivated. Please confirm that, too."))
    _write(found)
    _note(found, by)
    outcome = {verdict: len(lines) for verdict, lines in found.by_verdict.items()}
    record("staff.confirmed", by=by, subject=f"staff:{sheet.uid}", label=sheet.file_name, **outcome)
    sheet.outcome, sheet.table = outcome, {}  # who was on it stands in the register now
    sheet.save(update_fields=["outcome", "table"])
    sheet.refresh_from_db()
    return sheet


def _write(found: Comparison) -> None:
    Unit.objects.bulk_create(Unit(name=name) for name in found.new_units)
    Unit.objects.filter(name__in=found.woken_units).update(active=True)
    new, back = found.having("new"), found.having("back")
    users = [
        User(username=line.number, name=line.name, password=make_password(None), registered=True)
        for line in new
    ]
    for line, user in zip(new, User.objects.bulk_create(users, _BATCH), strict=True):
        line.user = user
    here = [line for line in found.lines if line.verdict in ("changed", "back") and line.user]
    for line in here:
        assert line.user
        line.user.name, line.user.registered, line.user.is_active = line.name, True, True
        if line.verdict == "back":  # comes in by a new slip
            line.user.password = make_password(None)
    User.objects.bulk_update(
        [line.user for line in here if line.user], ["name", "registered", "is_active", "password"], _BATCH
    )
    gone = [line.user.pk for line in found.having("left") if line.user]
    for start in range(0, len(gone), _BATCH):
        User.objects.filter(pk__in=gone[start : start + _BATCH], is_superuser=False).update(is_active=False)
    _place(new + back + found.having("changed"))


def _place(lines: list[Line]) -> None:
    """Persons, and who belongs where."""
    nameless = [line for line in lines if line.person is None]
    persons = Person.objects.bulk_create(
        (Person(name=line.name, user=line.user) for line in nameless), _BATCH
    )
    for line, person in zip(nameless, persons, strict=True):
        line.person = person
    renamed = [line.person for line in lines if line.person and line.person.name != line.name]
    for line in lines:
        assert line.person
        line.person.name = line.name
    Person.objects.bulk_update(renamed, ["name"], _BATCH)
    units = dict(Unit.objects.values_list("name", "pk"))
    for line in lines:
        if line.leaves:
            Membership.objects.filter(
                person=line.person, registered=True, unit__name__in=line.leaves
            ).delete()
        for unit, role in line.turns.items():
            Membership.objects.filter(person=line.person, unit_id=units[unit]).update(
                role=role, registered=True
            )
    Membership.objects.bulk_create(
        (
            Membership(person=line.person, unit_id=units[unit], role=role, registered=True)
            for line in lines
            for unit, role in line.joins.items()
        ),
        _BATCH,
    )


def _note(found: Comparison, by: User) -> None:
    """An entry for each account that became different."""
    for verdict in ("new", "changed", "back", "left"):
        record_many(
            f"account.{verdict}",
            by=by,
            of=[
                (
                    f"account:{line.user.pk}",
                    line.name,
                    {"units": line.joins | line.turns, "left": line.leaves},
                )
                for line in found.having(verdict)
                if line.user
            ],
        )
