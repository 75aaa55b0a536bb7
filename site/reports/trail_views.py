"""The auditor's screen. Nobody else finds it, and what is taken from it is itself an entry."""

import csv
import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.throttle import address_of
from audit import words
from audit.models import Entry
from audit.trail import record
from curation.dossier import HOME
from reports import trail
from reports.period import period_of
from reports.workbook import MEDIA_TYPE, RISKY, as_xlsx


@require_GET
@never_cache
def entries(request: SignedInRequest) -> HttpResponse:
    """The trail, the newest first."""
    trail.only_auditors(request.user)
    narrowed, refusal = _narrowed(request)
    before = request.GET.get("before", "")
    start = int(before) if before.isdecimal() and len(before) < 19 else None
    rows, more = trail.page(narrowed, start)
    asked = _query(request)
    context = {
        "header_title": _("Audit trail"),
        "header_icon": "history",
        "breadcrumbs_items": [HOME, {"url": "", "label": _("Audit trail")}],
        "rows": rows,
        "more": f"?{asked}&before={more}" if more else "",
        "first": f"?{asked}" if start else "",
        "asked": asked,
        "narrowed": narrowed,
        "actions": _acts(),
        "refusal": refusal,
        "result": trail.last_result(),
    }
    return TemplateResponse(request, "reports/trail.html", context)


@require_POST
def verify(request: SignedInRequest) -> HttpResponse:
    """Walk the chain."""
    trail.only_auditors(request.user)
    if trail.ask_to_verify(request.user) is None:
        messages.success(
            request, _("The trail is long: it is being verified, and the result stands here in some minutes.")
        )
    return redirect("reports_trail")


@require_safe
@never_cache
def export(request: SignedInRequest, form: str) -> HttpResponseBase:
    """What is shown, as .xlsx or .csv."""
    trail.only_auditors(request.user)
    if form not in {"xlsx", "csv"}:
        raise Http404
    narrowed, refusal = _narrowed(request)
    if refusal:
        messages.error(request, refusal)
        return redirect("reports_trail")
    if form == "xlsx" and narrowed.rows()[trail.MOST_IN_A_SHEET :].exists():
        messages.error(
            request,
            _("More than %(number)d entries: narrow them, or take the .csv.")
            % {"number": trail.MOST_IN_A_SHEET},
        )
        return redirect("reports_trail")
    record(
        "export.trail",
        by=request.user,
        subject="audit:chain",
        form=form,
        narrowed=_query(request),
        address=address_of(request),
    )
    name = f"{_('Audit trail')} {narrowed.period.first} {narrowed.period.last}.{form}"
    response: HttpResponseBase
    if form == "xlsx":
        content = as_xlsx(trail.register(narrowed), until=timezone.now(), period=str(narrowed.period))
        response = HttpResponse(content, content_type=MEDIA_TYPE)
    else:
        response = StreamingHttpResponse(_csv(narrowed), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


class _Echo:
    """Gives back what the csv writer writes."""

    def write(self, text: str) -> str:
        return text


def _csv(narrowed: trail.Narrowed) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # so that Excel and WPS read it as UTF-8
    yield writer.writerow([label for label, _width in trail.columns()])
    for row in trail.lines(narrowed):
        yield writer.writerow([_defused(value) for value in row])


def _defused(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value


def _acts() -> list[tuple[str, str]]:
    """What was ever done, as code and words; like stands beside like."""
    codes = Entry.objects.order_by("action").values_list("action", flat=True).distinct()
    return [(code, words.say(code)) for code in codes]


def _narrowed(request: SignedInRequest) -> tuple[trail.Narrowed, str]:
    period, refusal = period_of(request.GET)
    texts = {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:120]
        for name in ("actor", "action", "subject", "text")
    }
    return trail.Narrowed(period=period, **texts), refusal


def _query(request: SignedInRequest) -> str:
    names = ("since", "until", "actor", "action", "subject", "text")
    return urlencode({name: request.GET[name] for name in names if request.GET.get(name)})
