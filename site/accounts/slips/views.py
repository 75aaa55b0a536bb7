"""``/activate/`` for whoever holds a slip; ``/unit/people/`` and ``/admin/staff/slips/`` for those who print them."""

from collections.abc import Collection

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse, translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.models import SignedInRequest, Unit, User
from accounts.roles import liaison_units, require_administrator
from accounts.slips.forms import ActivationForm
from accounts.slips.issuing import NotAllowed, issue, reachable
from accounts.slips.redeeming import Spent, redeem
from accounts.slips.units import Colleague, by_unit
from accounts.staff.views import HOME, STAFF


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """A code for a password; whoever sets one is signed in. Opening the address spends nothing."""
    form = ActivationForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.kept:
        try:
            user = redeem(form.kept, form.cleaned_data["password1"])
        except Spent as reason:
            form.add_error(None, str(reason))
        else:
            login(request, user)
            messages.success(request, _("Welcome. From now on you sign in with this password."))
            return redirect(translate_url(reverse("me"), get_language() or ""))
    return render(request, "accounts/slips/activate.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def colleagues(request: SignedInRequest) -> HttpResponse:
    """The people of a liaison's units; a POST prints slips for those who have none, or for one of them."""
    units = liaison_units(request.user)
    if not units:
        raise Http404
    found = by_unit(reachable(request.user), units)
    people = [each for unit in found for each in unit.people]
    if request.method == "POST":
        if number := request.POST.get("reset"):
            chosen = [each for each in people if each.user.username == number]
            get_object_or_404(User, pk__in=[each.user.pk for each in chosen])
        else:
            chosen = [each for unit in found for each in unit.waiting]
        return _printed(request, chosen, back="unit_people")
    return render(
        request, "accounts/slips/people.html", {"units": found, "waiting": any(u.waiting for u in found)}
    )


@never_cache
@require_http_methods(["GET", "POST"])
def slips(request: SignedInRequest) -> HttpResponse:
    """All units, with how many wait; a POST prints the slips of the chosen ones."""
    require_administrator(request.user)
    found = by_unit(reachable(request.user))
    if request.method == "POST":
        wanted = set(request.POST.getlist("unit"))
        again = bool(request.POST.get("again"))
        chosen = [
            each
            for unit in found
            if str(unit.unit.pk) in wanted
            for each in [*unit.waiting, *(unit.with_slip if again else [])]
        ]
        return _printed(request, chosen, back="staff_slips")
    return TemplateResponse(
        request,
        "accounts/slips/units.html",
        {
            "header_title": _("Slips"),
            "header_icon": "key",
            "breadcrumbs_items": [HOME, STAFF, {"url": reverse("staff_slips"), "label": _("Slips")}],
            "units": [unit for unit in found if unit.waiting or unit.with_slip],
        },
    )


def _printed(request: SignedInRequest, chosen: Collection[Colleague], back: str) -> HttpResponse:
    """The slips on A4, a sheet of its own for each unit; or back with a sentence."""
    users = {each.user.pk: each.user for each in chosen}
    if not users:
        messages.info(request, _("Nobody waits for a slip here."))
        return redirect(back)
    try:
        made = issue(users.values(), request.user)
    except NotAllowed as reason:
        messages.error(request, str(reason))
        return redirect(back)
    units = dict(
        Unit.objects.filter(memberships__person__user__in=users)
        .order_by("-name")
        .values_list("memberships__person__user", "name")
    )
    sheets: dict[str, list] = {}
    for slip in made:
        sheets.setdefault(units.get(slip.user.pk, ""), []).append(slip)
    with override("zh-hans"):
        address = f"{settings.PUBLIC_ADDRESS}{reverse('activate')}"
    return render(
        request,
        "accounts/slips/slips.html",
        {
            "sheets": sorted(sheets.items()),
            "address": address,
            "picture": segno.make(address, error="m").svg_data_uri(border=0),
            "back": reverse(back),
        },
    )
