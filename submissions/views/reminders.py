"""Reminders that the new-media team copies into the liaisons' group."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.roles import Role, has_role
from submissions.reminding import for_staff
from submissions.views.curators import DESK, HOME


@require_safe
@never_cache
def reminders(request: HttpRequest) -> HttpResponse:
    """``/admin/submissions/reminders/``: for each open call the units that have sent nothing, in ready words."""
    if not has_role(request.user, Role.CURATOR):
        raise PermissionDenied
    here = {"url": reverse("submissions_reminders"), "label": _("Reminders")}
    context = {
        "header_title": _("Reminders"),
        "header_icon": "mail",
        "breadcrumbs_items": [HOME, DESK, here],
        "reminders": for_staff(),
    }
    return TemplateResponse(request, "submissions/admin/reminders.html", context)
