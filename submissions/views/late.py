"""The curators' page for late access: what was given, to whom, until when; and giving it."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import Unit, User
from accounts.roles import Role, require_role
from campaigns.models import Call
from submissions.intake.late import give
from submissions.models import LateAccess
from submissions.views.curators import DESK, HOME
from submissions.views.doors import person

PER_PAGE = 30


class LateForm(forms.Form):
    """A call, one person or one unit, a last day, a reason."""

    call = forms.ModelChoiceField(Call.objects.filter(closes_on__isnull=False), label=gettext_lazy("Call"))
    number = forms.CharField(
        label=gettext_lazy("Staff number"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("For one person; or choose a unit."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.filter(active=True, collective=False), label=gettext_lazy("Unit"), required=False
    )
    until = forms.DateField(
        label=gettext_lazy("Until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("The day itself still counts, to 24:00."),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)

    def clean_until(self) -> Any:
        """A day to come."""
        until = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return until

    def clean(self) -> dict[str, Any]:
        """Exactly one of person and unit."""
        data = super().clean() or {}
        number = data.get("number", "").strip()
        data["user"] = User.objects.filter(username=number, is_active=True).first() if number else None
        if number and data["user"] is None:
            self.add_error(
                "number", _("No colleague has the staff number “%(number)s”.") % {"number": number}
            )
        elif bool(number) == bool(data.get("unit")):
            self.add_error("number", _("Name one person, or choose one unit."))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def late_access(request: HttpRequest) -> HttpResponse:
    """``/admin/submissions/late/``: the codes that were given, newest first; POST gives one."""
    require_role(request.user, Role.CURATOR)
    asked = {name: request.GET[name] for name in ("call", "unit") if request.GET.get(name, "").isdecimal()}
    form = LateForm(request.POST if request.method == "POST" else None, initial=asked)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("call", "until", "reason", "user", "unit")}
        access = give(by=person(request), **said)
        messages.success(
            request, _("The code is %(code)s. They have it in their messages.") % {"code": access.code}
        )
        back = request.GET.get("back", "")
        return redirect(back if url_has_allowed_host_and_scheme(back, None) else "submissions_late")
    given = LateAccess.objects.select_related("call", "user", "unit", "given_by")
    context = {
        "header_title": _("Late access"),
        "header_icon": "time",
        "breadcrumbs_items": [HOME, DESK, {"url": reverse("submissions_late"), "label": _("Late access")}],
        "form": form,
        "page": Paginator(given.prefetch_related("taken_up_by"), PER_PAGE).get_page(request.GET.get("p")),
        "today": timezone.localdate(),
    }
    return TemplateResponse(
        request, "submissions/admin/late.html", context, status=422 if form.errors else 200
    )
