"""The registers on the screen and as files. Each file that leaves is named in the audit trail."""

from collections.abc import Callable

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, has_role, require_role
from accounts.throttle import address_of
from audit.trail import record
from curation.dossier import HOME
from curation.subjects import subject
from reports.approval import approval
from reports.faults import faults
from reports.ledger import ledger, released_in
from reports.period import Period, period_of
from reports.printed import NoChineseFont, as_pdf
from reports.workbook import MEDIA_TYPE, Register, as_xlsx
from submissions.office import as_docx
from submissions.views.prints import WORD

PER_PAGE = 30
#: By the name in the address.
REGISTERS: dict[str, Callable[[Period], Register]] = {"ledger": ledger, "faults": faults}
READERS = (Role.CURATOR, Role.FINAL)
REPORTS = {"url": reverse_lazy("reports_registers"), "label": gettext_lazy("Registers")}


@require_GET
@never_cache
def registers(request: SignedInRequest) -> HttpResponse:
    """What was released in a period, with each work's approval sheet, and the registers of that period."""
    require_role(request.user, *READERS)
    period, refusal = period_of(request.GET)
    page = Paginator(released_in(period).order_by("-released_at", "-pk"), PER_PAGE).get_page(
        request.GET.get("p")
    )
    context = {
        "header_title": _("Registers"),
        "header_icon": "table",
        "breadcrumbs_items": [HOME, REPORTS],
        "period": period,
        "query": f"since={period.first}&until={period.last}",
        "refusal": refusal,
        "page": page,
    }
    return TemplateResponse(request, "reports/registers.html", context)


@require_safe
@never_cache
def register(request: SignedInRequest, name: str) -> HttpResponse:
    """A register as .xlsx, in Chinese as the office files it, whoever takes it."""
    require_role(request.user, *READERS)
    if name not in REGISTERS:
        raise Http404
    period, refusal = period_of(request.GET)
    if refusal:
        messages.error(request, refusal)
        return redirect("reports_registers")
    with translation.override(settings.LANGUAGE_CODE):
        made = REGISTERS[name](period)
        content = as_xlsx(made, until=timezone.now(), period=str(period))
    record(
        "export.register",
        by=request.user,
        subject=f"register:{name}",
        label=made.title,
        since=str(period.first),
        until=str(period.last),
        address=address_of(request),
    )
    return as_file(content, MEDIA_TYPE, f"{made.title} {period.first} {period.last}.xlsx")


@require_safe
@never_cache
def approval_sheet(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """发稿审批单 of one work or exhibition as a Word file or as PDF."""
    require_role(request.user, *READERS)
    if form not in {"docx", "pdf"}:
        raise Http404
    page = subject(pk)
    try:
        with translation.override(settings.LANGUAGE_CODE):
            paper = approval(page)
        content = as_docx(paper) if form == "docx" else as_pdf(paper)
    except NoChineseFont as refusal:
        messages.error(request, str(refusal))
        return redirect("reports_registers")
    record(
        "export.approval",
        by=request.user,
        subject=f"work:{page.pk}",
        label=page.title,
        form=form,
        address=address_of(request),
    )
    return as_file(
        content, WORD if form == "docx" else "application/pdf", f"{paper.title} {page.slug}.{form}"
    )


def may_read(user: object) -> bool:
    """Curators, final reviewers, administrators."""
    return has_role(user, *READERS)


def as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to be kept, by a name that any system takes."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = (
        content_disposition_header(True, get_valid_filename(name)) or "attachment"
    )
    return response
