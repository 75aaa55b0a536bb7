"""``/admin/plan/calls/<id>/quotas/``: how many works of each kind a call expects of its units."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import SignedInRequest, Unit
from accounts.roles import Role, require_role
from campaigns.asked import asked
from campaigns.models import Call, Kind
from campaigns.quotas import Place, Quotas, set_quotas
from campaigns.views.importing import HOME, PLAN

MOST = 999


@dataclass(frozen=True)
class Line:
    """A unit (None: every unit) with a field for each kind."""

    unit: Unit | None
    fields: list[tuple[Kind, forms.BoundField]]


class QuotaForm(forms.Form):
    """A number for each kind and unit; an empty one of a unit leaves it with what is expected of every unit."""

    binding = forms.BooleanField(
        label=gettext_lazy("Units may endorse no more than this"),
        required=False,
        help_text=gettext_lazy("Otherwise more works are welcome, and the liaison is only told."),
    )

    def __init__(self, call: Call, units: list[Unit], data: Any = None) -> None:
        super().__init__(data, initial={"binding": call.quota_binding})
        self.kinds: list[Kind] = list(call.kinds.all())
        self.units: list[Unit | None] = [None, *units]
        self._places: dict[str, Place] = {}
        quotas = Quotas([call])
        for unit in self.units:
            for kind in self.kinds:
                name = f"{kind.pk}-{unit.pk if unit else 'every'}"
                self._places[name] = (kind.pk, unit.pk if unit else None)
                field = forms.IntegerField(required=False, min_value=0, max_value=MOST)
                field.initial = quotas.own(call.pk, kind.pk, unit.pk if unit else None)
                every = quotas.own(call.pk, kind.pk, None)
                field.widget.attrs["aria-label"] = f"{unit or _('Every unit')}, {kind}"
                if unit and every is not None:
                    field.widget.attrs["placeholder"] = every
                self.fields[name] = field

    @property
    def lines(self) -> list[Line]:
        """As the table shows them."""
        fields = iter([self[name] for name in self._places])
        return [Line(unit, [(kind, next(fields)) for kind in self.kinds]) for unit in self.units]

    @property
    def wanted(self) -> dict[Place, int | None]:
        """What was typed."""
        return {place: self.cleaned_data[name] for name, place in self._places.items()}


@never_cache
@require_http_methods(["GET", "POST"])
def call_quotas(request: SignedInRequest, pk: int) -> HttpResponse:
    """The units that the call asks and those with a number of their own; ``?all=1`` shows every unit."""
    require_role(request.user, Role.CURATOR)
    calls = Call.objects.select_related("item__group").prefetch_related("kinds", "item__units")
    call = get_object_or_404(calls, pk=pk)
    everything = "all" in request.GET
    form = QuotaForm(call, _units(call, everything=everything), request.POST or None)
    back = request.GET.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = f"{reverse('plan_wall')}?campaign={call.item.group.campaign_id}"
    if request.method == "POST" and form.is_valid():
        set_quotas(call, form.wanted, binding=form.cleaned_data["binding"], by=request.user)
        messages.success(request, _("The quotas of “%(title)s” are kept.") % {"title": call.title})
        return redirect(back)
    return TemplateResponse(
        request,
        "campaigns/call/quotas.html",
        {
            "header_title": _("Quotas"),
            "header_icon": "mail",
            "breadcrumbs_items": [HOME, PLAN, {"url": "", "label": _("Quotas")}],
            "call": call,
            "form": form,
            "everything": everything,
            "back": back,
        },
        status=422 if form.errors else 200,
    )


def _units(call: Call, *, everything: bool) -> list[Unit]:
    real = Unit.objects.filter(active=True, collective=False)
    if everything:
        return list(real)
    named = {unit.pk for unit in asked([call])[call.pk]} | Quotas([call]).units(call.pk)
    return list(real.filter(pk__in=named))
