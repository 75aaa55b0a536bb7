"""``/admin/plan/items/<id>/``: an item of the plan is changed, split or merged on the wall itself."""

from collections.abc import Mapping

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, require_role
from campaigns.models import Item
from campaigns.reshaping import NotPossible, Words, answered, edit, merge, split
from campaigns.views.staff import shown_wall


@never_cache
@require_POST
def change_item(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the form on the wall asks for; a mistake shows the form again, with everything that was typed."""
    require_role(request.user, Role.CURATOR)
    item = get_object_or_404(Item.objects.select_related("group__campaign"), pk=pk)
    form = request.POST.dict()
    words = answered(item, form)
    try:
        said = "" if words.errors else _done(request, item, words, form)
    except NotPossible as reason:
        item.refresh_from_db()
        words.errors.append(str(reason))
        said = ""
    if words.errors:
        return shown_wall(request, item.group.campaign, editing=item, words=words, status=422)
    messages.success(request, said)
    return redirect(
        f"{reverse('plan_wall')}?campaign={item.group.campaign_id}#item-{item.merged_into_id or item.pk}"
    )


@transaction.atomic
def _done(request: SignedInRequest, item: Item, words: Words, form: Mapping[str, str]) -> str:
    """Do it, and say so. Splitting and merging take the words along that stand on the form."""
    differs = edit(item, words, request.user)
    if form.get("act") == "split":
        moved = request.POST.getlist("moved")
        new = split(
            item, form.get("new-title", ""), moved, request.user, links_move=form.get("links") == "new"
        )
        return _("The item is split: “%(new)s” stands beside it. A colleague shows the plan to visitors.") % {
            "new": new
        }
    if form.get("act") == "merge":
        wanted = form.get("into", "")
        into = (
            Item.objects.filter(pk=wanted).select_related("group").first()
            if wanted.isdecimal() and len(wanted) < 18
            else None
        )
        merge(item, into or item, request.user)
        return _("The item is merged into “%(into)s”. A colleague shows the plan to visitors.") % {
            "into": into
        }
    return (
        _("The plan is changed. A colleague shows it to visitors.") if differs else _("Nothing was changed.")
    )
