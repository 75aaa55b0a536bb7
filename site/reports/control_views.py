"""``/admin/control/``: what was due from each unit and what came; as a sheet; and reminding those who lack something."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, require_role
from accounts.throttle import address_of
from audit.trail import record
from campaigns.models import Call, Campaign, Item
from curation.dossier import HOME
from reports import urging
from reports.control import Row, Sheet, control
from reports.workbook import MEDIA_TYPE, Register, as_xlsx

CONTROL = {"url": reverse_lazy("reports_control"), "label": gettext_lazy("Progress of units")}


class NarrowForm(forms.Form):
    """Which calls are counted: of one campaign (the newest where none is named), of an item, or one alone."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.all(), label=gettext_lazy("Campaign"), required=False, empty_label=None
    )
    item = forms.ModelChoiceField(
        Item.objects.none(), label=gettext_lazy("Item"), required=False, empty_label=gettext_lazy("All items")
    )
    call = forms.ModelChoiceField(
        Call.objects.none(), label=gettext_lazy("Call"), required=False, empty_label=gettext_lazy("All calls")
    )
    lacking = forms.BooleanField(label=gettext_lazy("Only units that lack something"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        campaigns = Campaign.objects.filter(groups__items__calls__isnull=False).distinct()
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]
        named = data.get("campaign", "")
        self.chosen = next((each for each in campaigns if str(each.pk) == named), None) or next(
            iter(campaigns), None
        )
        calls = Call.objects.filter(item__group__campaign=self.chosen)
        self.fields["call"].queryset = calls  # type: ignore[attr-defined]
        self.fields["item"].queryset = Item.objects.filter(  # type: ignore[attr-defined]
            calls__in=calls
        ).distinct()

    def calls(self) -> list[Call]:
        """The calls that are counted. One that has not opened yet is counted only where it is named."""
        self.is_valid()
        found = Call.objects.filter(item__group__campaign=self.chosen)
        if call := self.cleaned_data.get("call"):
            found = found.filter(pk=call.pk)
        if item := self.cleaned_data.get("item"):
            found = found.filter(item=item)
        calls = list(found.select_related("item__group").prefetch_related("kinds", "item__units"))
        return calls if call else [each for each in calls if each.state != "upcoming"]


@require_safe
@never_cache
def sheet(request: SignedInRequest) -> HttpResponse:
    """The sheet; ``?lacking=on`` leaves out who has sent everything."""
    require_role(request.user, Role.CURATOR)
    form = NarrowForm(request.GET)
    calls = form.calls()
    found = control(calls)
    only_lacking = bool(form.cleaned_data.get("lacking"))
    context = {
        "header_title": _("Progress of units"),
        "header_icon": "calendar-check",
        "breadcrumbs_items": [HOME, CONTROL],
        "form": form,
        "sheet": found,
        "rows": found.lacking if only_lacking else found.rows,
        "number_lacking": len(found.lacking),
        "only_lacking": only_lacking,
        "calls": calls,
        "here": request.get_full_path(),
        "query": _query(request),
        "without_numbers": calls and found.whole.due is None,
    }
    return TemplateResponse(request, "reports/control.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def remind(request: SignedInRequest) -> HttpResponse:
    """First who would hear what; by POST it is told to the units that are ticked."""
    require_role(request.user, Role.CURATOR)
    found = urging.urges(control(NarrowForm(request.GET).calls()))
    back = f"{reverse('reports_control')}?{_query(request)}"
    if request.method == "POST":
        ticked = {int(key) for key in request.POST.getlist("unit") if key.isdecimal() and len(key) < 18}
        told = urging.urge(found, ticked, by=request.user)
        said = ngettext(
            "%(number)d unit was reminded.",
            "%(number)d units were reminded.",
            len(told),
        )
        messages.success(request, said % {"number": len(told)})
        return redirect(back)
    context = {
        "header_title": _("Remind the liaisons"),
        "header_icon": "mail",
        "breadcrumbs_items": [HOME, CONTROL, {"url": "", "label": _("Remind the liaisons")}],
        "urges": found,
        "possible": sum(each.possible for each in found),
        "back": back,
    }
    return TemplateResponse(request, "reports/control_remind.html", context)


@require_safe
@never_cache
def export(request: SignedInRequest) -> HttpResponse:
    """What is shown, as .xlsx, in Chinese as the office files it, whoever takes it."""
    require_role(request.user, Role.CURATOR)
    form = NarrowForm(request.GET)
    with translation.override(settings.LANGUAGE_CODE):
        found = control(form.calls())
        made = _register(found, only_lacking=bool(form.cleaned_data.get("lacking")))
        content = as_xlsx(made, until=timezone.now(), period=str(form.chosen or ""))
        name = f"{made.title} {timezone.localdate()}.xlsx"
    record(
        "export.control",
        by=request.user,
        subject="register:control",
        label=str(form.chosen or ""),
        narrowed=_query(request),
        address=address_of(request),
    )
    return HttpResponse(
        content,
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )


def _register(found: Sheet, *, only_lacking: bool) -> Register:
    columns = [(_("Unit"), 24)]
    for name in (*(kind.label for kind in found.kinds), _("Together")):
        columns += [(f"{name} {said}", 10) for said in (_("due"), _("came"), _("lacking"))]
    columns += [(_("Fulfilled, %"), 10), (_("Still missing"), 50)]
    rows = [
        [row.unit.label, *_numbers(row), _or_empty(row.whole.rate), _missing(row)]
        for row in (found.lacking if only_lacking else found.rows)
    ]
    if not only_lacking:
        rows.append([_("Together"), *_numbers(found), _or_empty(found.whole.rate), ""])
    return Register(_("Control sheet of works"), columns, rows)


def _missing(row: Row) -> str:
    """What is missing, also somebody who would hear of it."""
    alone = [_("The unit has no liaison.")] if row.lacks_a_liaison else []
    return " ".join(map(str, [*row.lacks, *alone]))


def _numbers(row: Row | Sheet) -> list[Any]:
    return [
        value
        for each in (*(figures for _kind, figures in row.by_kind), row.whole)
        for value in (
            _or_empty(each.due),
            each.works,
            _or_empty(None if each.due is None else each.lacking),
        )
    ]


def _or_empty(number: int | None) -> Any:
    return "" if number is None else number


def _query(request: SignedInRequest) -> str:
    names = ("campaign", "item", "call", "lacking")
    return urlencode({name: request.GET[name] for name in names if request.GET.get(name)})
