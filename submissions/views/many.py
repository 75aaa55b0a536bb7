"""Accepting many works at once: what will happen with each is named first."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.roles import Role, require_role
from submissions.models import Submission
from submissions.review import many
from submissions.views.curators import DESK, HOME, PER_PAGE
from submissions.views.doors import person


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def accept(request: HttpRequest) -> HttpResponse:
    """``/admin/submissions/accept/?work=<uid>&work=…``: what accepting will do with each; POST does it."""
    require_role(request.user, Role.CURATOR)
    sent = request.method == "POST"
    works = _chosen((request.POST if sent else request.GET).getlist("work"))
    if not works:
        messages.warning(request, _("Choose at least one work in the list."))
        return redirect("submissions_desk")
    if sent:
        locks = [(work, request.POST.get(f"lock-{work.uid}", "")) for work in works]
        rows = many.accept(locks, by=person(request))
        if accepted := sum(not row.refusal for row in rows):
            told = ngettext(
                "%(number)s work is accepted and its page drafted.",
                "%(number)s works are accepted and their pages drafted.",
                accepted,
            )
            messages.success(request, told % {"number": accepted})
        for row in rows:
            if row.refusal:
                named = {"title": row.work.title, "why": row.refusal}
                messages.warning(request, _("“%(title)s” is not accepted: %(why)s") % named)
        return redirect("submissions_desk")
    rows = many.plan(works, by=person(request))
    return TemplateResponse(
        request,
        "submissions/admin/accept.html",
        {
            "header_title": _("Accept many works"),
            "header_icon": "clipboard-list",
            "breadcrumbs_items": [HOME, DESK, {"url": "", "label": _("Accept many works")}],
            "takes": [row.work for row in rows if not row.refusal],
            "refuses": [row for row in rows if row.refusal],
        },
    )


def _chosen(uids: list[str]) -> list[Submission]:
    """The works that were sent in, at most a page of them, what waits longest first."""
    named = []
    for uid in uids[:PER_PAGE]:
        try:
            named.append(UUID(uid))
        except ValueError:
            continue
    works = Submission.objects.filter(uid__in=named, receipt__isnull=False)
    return list(works.select_related("call__item", "kind", "unit", "contributor").order_by("since", "pk"))
