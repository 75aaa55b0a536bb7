"""``/admin/staff/``: bring a sheet of staff, look at what it would do, confirm it. For administrators."""

import datetime as dt
import uuid

from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts.models import SignedInRequest, StaffSheet
from accounts.roles import require_administrator
from accounts.staff.applying import NotConfirmed, confirm
from accounts.staff.comparing import compare
from accounts.staff.forms import ConfirmForm, SheetForm
from accounts.staff.sheet import Table
from accounts.staff.template import template

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
STAFF = {"url": reverse_lazy("staff"), "label": gettext_lazy("Staff register")}
KEPT = dt.timedelta(days=7)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_http_methods(["GET", "POST"])
def bring(request: SignedInRequest) -> HttpResponse:
    """Choose a sheet; the answer is its preview."""
    require_administrator(request.user)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        StaffSheet.objects.filter(applied_at=None, at__lt=timezone.now() - KEPT).delete()
        sheet = StaffSheet.objects.create(
            file_name=form.cleaned_data["file"].name[:200],
            table=form.cleaned_data["table"].as_data(),
            whole=form.cleaned_data["whole"],
            by=request.user,
        )
        return redirect("staff_sheet", sheet.uid)
    return TemplateResponse(
        request,
        "accounts/staff/bring.html",
        {
            "header_title": _("Staff register"),
            "header_icon": "group",
            "breadcrumbs_items": [HOME, STAFF],
            "form": form,
            "earlier": StaffSheet.objects.exclude(applied_at=None).select_related("by")[:5],
        },
        status=422 if form.errors else 200,
    )


@never_cache
@require_http_methods(["GET", "POST"])
def sheet(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The preview, row by row; confirming it writes what was seen, and nothing else."""
    require_administrator(request.user)
    found = get_object_or_404(StaffSheet.objects.select_related("by"), uid=uid)
    if request.method == "POST":
        form = ConfirmForm(request.POST)
        if form.is_valid():
            try:
                confirm(found, request.user, **form.cleaned_data)
            except NotConfirmed as reason:
                messages.error(request, str(reason))
            except IntegrityError:
                # Somebody has just made an account or a unit of the same name; the next preview knows it.
                messages.error(
                    request, _("The register was changed since you looked. This is how it stands now.")
                )
            else:
                messages.success(request, _("The register is what the sheet says."))
        return redirect("staff_sheet", uid)
    table = None if found.applied_at else Table.from_data(found.table)
    return TemplateResponse(
        request,
        "accounts/staff/sheet.html",
        {
            "header_title": found.file_name,
            "header_icon": "group",
            "breadcrumbs_items": [HOME, STAFF],
            "sheet": found,
            "table": table,
            "found": compare(table, whole=found.whole) if table else None,
        },
    )


@require_safe
def empty_sheet(request: SignedInRequest) -> HttpResponse:
    """The template to fill in."""
    require_administrator(request.user)
    return HttpResponse(
        template(),
        content_type=XLSX,
        headers={
            "Content-Disposition": "attachment; filename=\"staff.xlsx\"; filename*=UTF-8''%E4%BA%BA%E5%91%98%E5%90%8D%E5%86%8C.xlsx"
        },
    )
