"""The screen of the site's own texts."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages, widgets

from accounts.models import SignedInRequest
from accounts.roles import Role, has_role, is_administrator
from curation import house
from curation.dossier import HOME
from curation.errors import NotPossible
from media_library.library.chooser import AssetChooser
from media_library.models import Asset, Family
from showcase.models import House, WorkCard

_MOST = 60


class HouseForm(forms.ModelForm):
    """Every text at once."""

    emblem = forms.ModelChoiceField(
        Asset.objects.filter(family=Family.PICTURE),
        required=False,
        label=gettext_lazy("emblem"),
        error_messages={"invalid_choice": gettext_lazy("This file has no picture to show.")},
    )
    today = forms.CharField(
        required=False,
        label=gettext_lazy("works for “one work today”"),
        help_text=gettext_lazy(
            "Numbers or addresses of works, one a line, in their order; the date picks from them. Empty: the newest."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    class Meta:
        model = House
        fields = [*house.TEXTS, *house.DATES, "large_type"]
        widgets = dict.fromkeys(house.DATES, widgets.AdminDateInput)

    def clean_today(self) -> list[str]:
        """The numbers. Raises ValidationError for what is no public work with a picture."""
        lines = [line.strip().rstrip("/") for line in self.cleaned_data["today"].splitlines()]
        slugs = list(dict.fromkeys(re.split(r"[/\s]", line)[-1] for line in lines if line))
        if len(slugs) > _MOST:
            raise ValidationError(_("At most %(number)d works fit.") % {"number": _MOST})
        shown = {
            card.slug: bool(card.cover)
            for card in WorkCard.objects.filter(slug__in=slugs).only("slug", "cover")
        }
        if wrong := [slug for slug in slugs if not shown.get(slug)]:
            raise ValidationError(_("No public work with a picture: %(slugs)s") % {"slugs": "、".join(wrong)})
        return slugs

    def clean(self) -> dict[str, Any]:
        """A period ends after it begins."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        begin, end = (data.get(name) for name in house.DATES)
        if end and (not begin or end < begin):
            self.add_error("mourning_until", _("The last day is before the first."))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def texts(request: SignedInRequest) -> HttpResponse:
    """What holds, what waits, and the form for administrators."""
    if not has_role(request.user, Role.CURATOR):
        raise Http404
    proposal = house.waiting()
    writes = is_administrator(request.user)
    form = _form(request) if writes else None
    refusal = ""
    if request.method == "POST":
        try:
            if done := _step(request, form):
                messages.success(request, done)
                return redirect("curation_house")
        except NotPossible as error:
            refusal = str(error)
    context = {
        "header_title": _("Texts of the site"),
        "header_icon": "home",
        "breadcrumbs_items": [HOME, {"url": reverse("curation_house"), "label": _("Texts of the site")}],
        "form": form,
        "media": form.media if form else "",
        "proposal": proposal,
        "rows": _shown(proposal) if proposal else [],
        "why_not": house.why_not_take(proposal, request.user) if proposal else "",
        "present": _named(house.present()[0].items()),
        "refusal": refusal,
    }
    wrong = refusal or (form and form.is_bound and form.errors)
    return TemplateResponse(request, "curation/house.html", context, status=409 if wrong else 200)


def _step(request: SignedInRequest, form: HouseForm | None) -> str:
    """What was done, in a sentence; empty where the form has mistakes. Raises NotPossible."""
    step = request.POST.get("step")
    if step in ("take", "decline"):
        proposal = house.waiting()
        if proposal is None or str(proposal.pk) != request.POST.get("proposal"):
            raise NotPossible(_("A colleague has decided this meanwhile."))
        if step == "take":
            house.take(proposal, by=request.user)
            return _("Visitors see the new texts now.")
        house.decline(proposal, by=request.user)
        return _("All stays as it is.")
    if form is None:
        raise NotPossible(_("Only administrators write the site's texts."))
    if not form.is_valid():
        return ""
    values = {name: form.cleaned_data[name] for name in house.VALUES}
    made = house.propose(values, form.cleaned_data["emblem"], by=request.user)
    return _("A second person now looks at the texts.") if made else _("Nothing differs from what holds.")


def _form(request: HttpRequest) -> HouseForm:
    proposal = house.waiting()
    values, emblem = (proposal.values, proposal.emblem) if proposal else house.present()
    initial = {**values, "today": "\n".join(values["today"]), "emblem": emblem}
    form = HouseForm(
        request.POST if request.method == "POST" and "step" not in request.POST else None, initial=initial
    )
    form.fields["emblem"].widget = AssetChooser("asset_chooser").widget_class()
    return form


def _shown(proposal: Any) -> list[tuple[str, str, str]]:
    return [(_label(name), _said(old), _said(new)) for name, old, new in house.differences(proposal)]


def _named(items: Any) -> list[tuple[str, str]]:
    return [(_label(name), _said(value)) for name, value in items if value]


def _label(name: str) -> str:
    labels = {field.name: field.verbose_name for field in House._meta.fields}
    return str(_("emblem") if name == "emblem" else labels[name])


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "、".join(value) if isinstance(value, list) else str(value)
