"""``/plan/``: the programme. ``/calls/``: what is being collected now."""

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.models import Call, Campaign
from campaigns.programme import programme, visible


def chosen(request: HttpRequest, campaigns: list[Campaign]) -> Campaign | None:
    """The campaign that ``?campaign=`` names, else the newest; None where there is none. Raises Http404."""
    wanted = request.GET.get("campaign", "")
    if not wanted:
        return campaigns[0] if campaigns else None
    found = next((each for each in campaigns if str(each.pk) == wanted), None)
    if found is None:
        raise Http404(_("There is no such plan."))
    return found


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The programme of the newest campaign, or of the one asked for."""
    campaigns = list(visible(request.user))
    campaign = chosen(request, campaigns)
    context = {
        "programme": programme(campaign, staff=request.user.is_authenticated) if campaign else None,
        "others": [each for each in campaigns if each != campaign],
    }
    return render(request, "campaigns/plan.html", context)


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Calls that are open or will open, then those that closed. Visitors see what is shown to them."""
    found = Call.objects.select_related("item__group").prefetch_related("kinds")
    if not request.user.is_authenticated:
        found = found.filter(public=True)
    everything = list(found.order_by(F("closes_on").asc(nulls_last=True), "pk"))
    return render(
        request,
        "campaigns/calls.html",
        {
            "now": [call for call in everything if call.state == "open"],
            "soon": [call for call in everything if call.state == "upcoming"],
            "past": [call for call in everything if call.state == "closed"][::-1],
        },
    )
