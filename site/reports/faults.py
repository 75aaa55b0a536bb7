"""更正/撤稿登记: what of the public works was wrong, who found it, and what was done how fast."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from curation.models import Correction, Takedown, Withdrawal
from reports.ledger import address_of
from reports.period import Period
from reports.workbook import Register
from showcase.models import ExhibitionPage, Release


def faults(period: Period) -> Register:
    """The register of corrections and withdrawals that were asked for in the period, in a constant number of queries."""
    found = sorted([*_corrections(period), *_withdrawals(period)], key=lambda row: row[0])
    return Register(
        _("Corrections and withdrawals register"),
        [
            (_("No."), 6),
            (_("Headline/link"), 40),
            (_("Found at"), 17),
            (_("Found by/through (patrol/reader/superior)"), 18),
            (_("Kind of fault (character/fact/portrait/secrecy/copyright/wording)"), 16),
            (_("Done (corrected/replaced/taken down)"), 14),
            (_("Asked for by"), 14),
            (_("Approved by"), 18),
            (_("Finished at"), 17),
            (_("Time taken (minutes)"), 10),
            (_("Checked on other platforms"), 16),
            (_("Cause and remedy"), 40),
        ],
        ([number, *row[1:]] for number, row in enumerate(found, 1)),
    )


def _address(page: Page) -> str:
    """The address of what was public there; its type is known without a query."""
    return address_of(page.slug, exhibition=page.specific_class is ExhibitionPage)


def _minutes(begin: dt.datetime, end: dt.datetime | None) -> int | str:
    return round((end - begin).total_seconds() / 60) if end else ""


def _corrections(period: Period) -> list[list[Any]]:
    rows = list(
        Correction.objects.filter(at__gte=period.begin, at__lt=period.end)
        .select_related("page", "by", "review")
        .prefetch_related("review__parts__person")
    )
    sources = [f"review:{row.review_id}" for row in rows]
    done = dict(Release.objects.filter(source__in=sources).values_list("source", "released_at"))
    made = []
    for row in rows:
        finished = done.get(f"review:{row.review_id}")
        signers = "、".join(str(part.person) for part in row.review.signatures().values())
        made.append(
            [
                row.at,
                f"{row.page.title}\n{_address(row.page)}",
                row.found_on,
                row.get_found_display(),
                row.get_problem_display(),
                _("corrected") if finished else row.review.get_state_display(),
                str(row.by),
                signers,
                finished or "",
                _minutes(row.at, finished),
                "",
                row.reason,
            ]
        )
    return made


def _withdrawals(period: Period) -> list[list[Any]]:
    """Takedowns that were carried out, and withdrawals from before there was a second person."""
    within = Withdrawal.objects.filter(at__gte=period.begin, at__lt=period.end).select_related("page", "by")
    rows = list(within)
    asked = {
        each.withdrawal_id: each
        for each in Takedown.objects.filter(withdrawal__in=rows).select_related("by", "decided_by")
    }
    return [_taken_down(row, asked.get(row.pk)) for row in rows]


def _taken_down(row: Withdrawal, asked: Takedown | None) -> list[Any]:
    title = f"{row.page.title}\n{_address(row.page)}"
    if asked is None:
        return [row.at, title, "", "", "", _("taken down"), str(row.by), "", row.at, "", "", row.reason]
    through = (
        asked.get_found_display() if asked.origin == Takedown.Origin.PERSON else asked.get_origin_display()
    )
    return [
        row.at,
        title,
        asked.found_at,
        f"{asked.finder}/{through}" if asked.finder else through,
        asked.get_problem_display(),
        _("taken down"),
        str(asked.by or ""),
        str(asked.decided_by or ""),
        row.at,
        _minutes(asked.found_at, row.at),
        "",
        row.reason,
    ]
