"""``/admin/plan/<id>/edit/``: what became known after the plan was made."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, require_role
from campaigns.beside import holes_with
from campaigns.changing import answered, begun, keep
from campaigns.models import Campaign
from campaigns.views.importing import HOME, PLAN


@never_cache
@require_http_methods(["GET", "POST"])
def edit_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Titles, units, deadlines and fillings of a plan."""
    require_role(request.user, Role.CURATOR)
    with transaction.atomic():
        # Whoever saves at the same moment waits, and is then compared with what was saved.
        campaign = get_object_or_404(Campaign.objects.select_for_update(), pk=pk)
        change = begun(campaign)
        if request.method == "POST":
            change = answered(campaign, request.POST.dict())
            if change.is_sound:
                if keep(change, by=request.user):
                    messages.success(request, _("The plan is changed. A colleague shows it to visitors."))
                return redirect(f"{reverse('plan_wall')}?campaign={pk}")
    return TemplateResponse(
        request,
        "campaigns/edit.html",
        {
            "header_title": _("Change the plan"),
            "header_icon": "edit",
            "breadcrumbs_items": [
                HOME,
                PLAN,
                {"url": reverse("plan_edit", args=[pk]), "label": _("Change the plan")},
            ],
            "change": change,
            "holes": holes_with(campaign.source.split("\n"), change.holes, change.fillings),
        },
        status=200 if change.is_sound else 422,
    )
