"""``/admin/plan/calls/<id>/files/`` and ``…/copy/``: what goes with a call, and the same call for other items."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.forms.models import formfield_for_dbfield

from accounts.models import SignedInRequest, User
from accounts.roles import Role, require_role
from campaigns.attaching import attach, detach
from campaigns.copying import copy
from campaigns.models import Call, CallAttachment, Item
from campaigns.views.importing import HOME, PLAN
from media_library.models import Asset, State
from media_library.uploads.finishing import receive_all


class FileForm(forms.Form):
    """A file that whoever attaches it brought into the library: all staff will have the original."""

    def __init__(self, by: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relation = CallAttachment._meta.get_field("asset")
        field = formfield_for_dbfield(relation, required=False, label=_("or a file of the library"))
        field.queryset = Asset.objects.filter(state=State.READY, owner=by)
        self.fields["asset"] = field


class CopyForm(forms.Form):
    """For which items, and when."""

    items = forms.ModelMultipleChoiceField(
        Item.objects.none(), label=gettext_lazy("For these items"), widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(
        label=gettext_lazy("Dates, this many days later"),
        min_value=-3650,
        max_value=3650,
        initial=0,
        help_text=gettext_lazy("0: they stay as they are."),
    )

    def __init__(self, call: Call, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["items"]
        field.queryset = (
            Item.objects.filter(group__campaign=call.item.group.campaign_id, merged_into=None)
            .exclude(pk=call.item_id)
            .order_by("group__position", "group_id", "position", "pk")
        )


@never_cache
@require_http_methods(["GET", "POST"])
def call_files(request: SignedInRequest, pk: int) -> HttpResponse:
    """Attach files that are uploaded here or chosen from the library; take one off."""
    require_role(request.user, Role.CURATOR)
    call = get_object_or_404(Call.objects.select_related("item__group"), pk=pk)
    form = FileForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if wanted := request.POST.get("off", ""):
            found = call.attachments.filter(pk=wanted if wanted.isdecimal() and len(wanted) < 18 else None)
            detach(get_object_or_404(found), request.user)
        elif form.is_valid():
            received, sentences = receive_all(request.FILES.getlist("files"), request.user)
            chosen = [form.cleaned_data["asset"]] if form.cleaned_data["asset"] else []
            for sentence in sentences:
                messages.error(request, sentence)
            if attach(call, [*received, *chosen], request.user):
                messages.success(request, _("Attached. Staff see a file as soon as it is checked."))
        if not form.errors:
            return redirect("call_files", pk)
    attachments = CallAttachment.objects.filter(call=call).select_related("asset")
    return _screen(
        request, call, _("Attachments"), "campaigns/call/files.html", form=form, attachments=attachments
    )


@never_cache
@require_http_methods(["GET", "POST"])
def call_copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose items; the copies are made in one step."""
    require_role(request.user, Role.CURATOR)
    call = get_object_or_404(Call.objects.select_related("item__group"), pk=pk)
    form = CopyForm(call, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = copy(call, list(form.cleaned_data["items"]), request.user, days=form.cleaned_data["days"])
        except OverflowError:
            form.add_error("days", _("There is no such day."))
        else:
            said = ngettext("%(n)d call is made.", "%(n)d calls are made.", len(made)) % {"n": len(made)}
            messages.success(request, said)
            return redirect(f"{reverse('plan_wall')}?campaign={call.item.group.campaign_id}")
    return _screen(request, call, _("Copy the call"), "campaigns/call/copy.html", form=form)


def _screen(
    request: SignedInRequest, call: Call, title: str, template: str, **context: Any
) -> TemplateResponse:
    return TemplateResponse(
        request,
        template,
        {
            "header_title": title,
            "header_icon": "mail",
            "breadcrumbs_items": [HOME, PLAN, {"url": request.path, "label": title}],
            "call": call,
            **context,
        },
        status=422 if context["form"].errors else 200,
    )
