"""The audit trail as the auditor reads it: narrowed, paged by key, exported, verified."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, require_role
from audit import heads, words
from audit.models import Entry
from audit.trail import broken_links, record
from jobs import queue
from jobs.models import Lane
from jobs.rounds import every
from reports.period import Period
from reports.workbook import Register

PER_PAGE = 50
#: As many rows leave in one file; a spreadsheet holds little more than a million.
MOST = 200_000
#: A sheet is made in memory, cell by cell: longer exports are .csv, which streams.
MOST_IN_A_SHEET = 20_000
#: More are walked in the background.
AT_ONCE = 20_000
VERIFY = "audit.verify"
VERIFIED, BROKEN = "audit.verified", "audit.broken"


@dataclass(frozen=True)
class Narrowed:
    """What the auditor asked for; empty texts narrow nothing."""

    period: Period
    actor: str
    action: str
    subject: str
    text: str

    def rows(self) -> QuerySet[Entry]:
        """The entries, the newest first."""
        found = Entry.objects.filter(at__gte=self.period.begin, at__lt=self.period.end).order_by("-pk")
        if self.actor:
            found = found.filter(actor__icontains=self.actor)
        if self.action:
            found = found.filter(action=self.action)
        if self.subject:
            found = found.filter(subject=self.subject)
        if self.text:
            found = found.filter(Q(label__icontains=self.text) | Q(subject__icontains=self.text))
        return found


def only_auditors(user: Any) -> None:
    """Raises Http404 for everybody else, an administrator too: one who could change things must not read who is
    watched."""
    require_role(user, Role.AUDITOR)


def page(narrowed: Narrowed, before: int | None) -> tuple[list[Entry], int | None]:
    """Fifty entries older than ``before``, and from where the next fifty are read; as fast at the end as at the start."""
    rows = narrowed.rows()
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PER_PAGE + 1])
    more = found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None
    return found[:PER_PAGE], more


def columns() -> list[tuple[str, int]]:
    """The export's, in order."""
    return [
        (_("No."), 9),
        (_("When"), 17),
        (_("Who"), 18),
        (_("Act"), 22),
        (_("Code of the act"), 18),
        (_("On what"), 18),
        (_("Its name"), 32),
        (_("Details"), 50),
        (_("Digest"), 20),
    ]


def lines(narrowed: Narrowed, most: int = MOST) -> Iterator[list[Any]]:
    """The rows of the export, as many as one file takes."""
    for each in narrowed.rows()[:most].iterator(chunk_size=2000):
        yield [
            each.pk,
            each.at,
            each.actor,
            words.say(each.action),
            each.action,
            each.subject,
            each.label,
            words.told(each.detail),
            each.digest,
        ]


def register(narrowed: Narrowed) -> Register:
    """The same as a sheet."""
    return Register(_("Audit trail"), columns(), lines(narrowed, MOST_IN_A_SHEET))


def verify(by: Any) -> Entry:
    """Walk the whole chain and write down what was found, as an entry of its own."""
    faults = [f"{entry.pk}: {what}" for entry, what in broken_links()]
    faults += [f"{pk}: {what}" for pk, what in heads.missing()]
    number = Entry.objects.count()
    if not faults:
        heads.write_down()
    last = Entry.objects.order_by("-pk").first()
    return record(
        BROKEN if faults else VERIFIED,
        by=by,
        subject="audit:chain",
        number=number,
        last=last.pk if last else 0,
        digest=last.digest if last else "",
        faults=faults[:50],
        faulty=len(faults),
    )


def ask_to_verify(by: User) -> Entry | None:
    """Walk a short chain at once; have the worker walk a long one, and return None."""
    if Entry.objects.count() <= AT_ONCE:
        return verify(by)
    queue.ask(VERIFY, str(by.pk))
    return None


@queue.handles(VERIFY, lane=Lane.SLOW)
def verify_later(user: str) -> None:
    """For whoever asked."""
    verify(User.objects.get(pk=user))


def last_result() -> Entry | None:
    """What the last walk found."""
    return Entry.objects.filter(action__in=[VERIFIED, BROKEN]).order_by("-pk").first()


@every(600)
def note_head() -> None:
    """So that at most ten minutes of the trail could be cut off unseen."""
    heads.write_down()
