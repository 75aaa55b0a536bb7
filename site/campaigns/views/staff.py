"""``/admin/plan/``: the plan wall, and the doors that show a plan or a call to visitors."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from accounts.models import SignedInRequest
from accounts.roles import Role, has_role, may_enter_admin, require_role
from campaigns.confirming import sentences
from campaigns.models import Call, Campaign, Group, Item
from campaigns.reshaping import Words, begun
from campaigns.showing import NotAllowed, ask, hide, show, somebody_can, why_not
from campaigns.views.importing import HOME, PLAN
from campaigns.views.plan import chosen
from campaigns.wall import wall


@never_cache
@require_safe
def plan_wall(request: SignedInRequest) -> HttpResponse:
    """Items × units of one campaign."""
    if not may_enter_admin(request.user):
        raise Http404
    campaign = chosen(request, list(Campaign.objects.all()))
    editing = None
    wanted = request.GET.get("edit", "")
    if campaign and has_role(request.user, Role.CURATOR) and wanted.isdecimal() and len(wanted) < 18:
        found = Item.objects.filter(group__campaign=campaign, merged_into=None).select_related("group")
        editing = get_object_or_404(found, pk=wanted)
    return shown_wall(request, campaign, editing=editing, words=begun(editing) if editing else None)


def shown_wall(
    request: SignedInRequest,
    campaign: Campaign | None,
    *,
    editing: Item | None = None,
    words: Words | None = None,
    status: int = 200,
) -> TemplateResponse:
    """The wall, with the form of one item open where it is edited."""
    curator = has_role(request.user, Role.CURATOR)
    campaigns = list(Campaign.objects.select_related("created_by"))
    return TemplateResponse(
        request,
        "campaigns/wall.html",
        {
            "header_title": _("Plan"),
            "header_icon": "list-ul",
            "header_buttons": [
                HeaderButton(_("Import a notice"), url=reverse("plan_import"), icon_name="circle-plus")
            ]
            if curator and campaign
            else [],
            "breadcrumbs_items": [HOME, PLAN],
            "wall": wall(campaign) if campaign else None,
            "campaigns": campaigns,
            "curator": curator,
            "why_not": why_not(campaign, request.user) if campaign else "",
            "nobody": bool(campaign and campaign.waits_since and not somebody_can(campaign)),
            "editing": editing,
            "words": words,
            "sentences": sentences(editing) if editing else [],
            "groups": list(Group.objects.filter(campaign=campaign)) if editing else [],
        },
        status=status,
    )


@require_POST
def show_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the plan to visitors, or take it back."""
    campaign = get_object_or_404(Campaign, pk=pk)
    return _turn(request, campaign, f"{reverse('plan_wall')}?campaign={pk}")


@require_POST
def show_call(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the call to visitors, or take it back."""
    call = get_object_or_404(Call.objects.select_related("item__group"), pk=pk)
    return _turn(request, call, f"{reverse('plan_wall')}?campaign={call.item.group.campaign_id}")


def _turn(request: SignedInRequest, thing: Campaign | Call, back: str) -> HttpResponse:
    require_role(request.user, Role.CURATOR)
    try:
        if request.POST.get("ask"):
            ask(thing, by=request.user)
            messages.success(
                request, _("The new-media team was asked to show “%(title)s”.") % {"title": thing.title}
            )
        elif request.POST.get("public"):
            show(thing, by=request.user)
            messages.success(request, _("Visitors can see “%(title)s” now.") % {"title": thing.title})
        else:
            said = (
                _("Visitors no longer see “%(title)s”.")
                if thing.public
                else _("“%(title)s” stays with the staff.")
            )
            hide(thing, by=request.user)
            messages.success(request, said % {"title": thing.title})
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect(back)
