"""From a notice to a plan, on screen: bring it, look at it beside its lines, confirm. Nothing is kept before."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import SignedInRequest, User
from accounts.roles import Role, require_role
from campaigns import showing
from campaigns.beside import holes, strips
from campaigns.confirming import Confirmation, answered, fresh, with_an_item
from campaigns.models import Campaign
from campaigns.notice.reader import read
from campaigns.notice.source import UnreadableNotice, text_of
from campaigns.notice.tree import Proposal
from campaigns.planning import NotAPlan, create

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
PLAN = {"url": reverse_lazy("plan_wall"), "label": gettext_lazy("Plan")}
MOST_TEXT = 400_000


class NoticeForm(forms.Form):
    """A notice as a file or as text."""

    file = forms.FileField(
        label=gettext_lazy("The notice as a file"),
        help_text=gettext_lazy("Drop a Word document (.docx) or plain text (.txt) here, or choose it."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.txt", "class": "hm-drop"}),
    )
    text = forms.CharField(
        label=gettext_lazy("or its text"),
        help_text=gettext_lazy("Paste the whole notice, with its numbers."),
        required=False,
        strip=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    def clean(self) -> dict[str, Any]:
        """The notice's text under ``source``, or a sentence that says what is wrong with it."""
        data = super().clean() or {}
        if upload := data.get("file"):
            try:
                data["source"] = text_of(upload.read(), upload.name)
            except UnreadableNotice as problem:
                raise forms.ValidationError(str(problem)) from problem
        else:
            data["source"] = data.get("text", "").replace("\r\n", "\n")
        if not data["source"].strip():
            raise forms.ValidationError(_("Please choose a file or paste the text of the notice."))
        if len(data["source"]) > MOST_TEXT:
            raise forms.ValidationError(
                _("The notice has more than %(limit)d characters.") % {"limit": MOST_TEXT}
            )
        return data


@never_cache
@require_http_methods(["GET", "POST"])
def bring(request: SignedInRequest) -> HttpResponse:
    """Choose or paste a notice; the answer is its reading, to be confirmed."""
    require_role(request.user, Role.CURATOR)
    form = NoticeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        proposal = with_an_item(read(form.cleaned_data["source"]))
        if not proposal.items:
            form.add_error(None, _("No activity item was recognised in this notice."))
        elif _is_endless(proposal):
            form.add_error(None, _("The notice numbers more items than one plan can hold. Please split it."))
        else:
            return _proposal(request, fresh(proposal))
    context = {"form": form, "header_title": _("Import a notice"), "header_icon": "doc-full"}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "campaigns/bring.html", {**context, **_crumbs()}, status=status)


@never_cache
@require_http_methods(["POST"])
def confirm(request: SignedInRequest) -> HttpResponse:
    """The proposal with a person's answers: shown again after a split, or made into the plan."""
    require_role(request.user, Role.CURATOR)
    form = request.POST.dict()
    source = form.get("source", "").replace("\r\n", "\n")
    if len(source) > MOST_TEXT or not source.strip():
        return redirect("plan_import")
    state = answered(with_an_item(read(source)), form)
    if "create" not in request.POST:
        return _proposal(request, state)
    if state.is_sound:
        try:
            campaign = _made(state, form, request.user)
        except NotAPlan as problem:
            state.problems.append(str(problem))
        except IntegrityError:
            # Somebody has just made a unit of the same name; the second attempt finds it.
            state.problems.append(
                _("Somebody else is changing the units at this moment. Please confirm again.")
            )
        else:
            messages.success(request, _("The plan “%(title)s” is made.") % {"title": campaign.title})
            return redirect(f"{reverse('plan_wall')}?campaign={campaign.pk}")
    return _proposal(request, state, status=422)


@transaction.atomic
def _made(state: Confirmation, form: Mapping[str, str], by: User) -> Campaign:
    """The plan. Whoever presses twice waits for their first press here, and the second finds its plan."""
    User.objects.select_for_update().get(pk=by.pk)
    plans = Campaign.objects.filter(source="\n".join(state.proposal.source)).count()
    seen = form.get("plans", "") if form.get("again") else "0"
    if str(plans) != seen:
        raise NotAPlan(_("This notice has a plan already. Tick the box if you want a second one."))
    campaign = create(state.plan(), by=by, fillings=state.fillings)
    showing.ask(campaign, by)
    return campaign


def _proposal(request: SignedInRequest, state: Confirmation, status: int = 200) -> TemplateResponse:
    proposal = state.proposal
    source = "\n".join(proposal.source)
    plans = list(Campaign.objects.filter(source=source).only("title"))
    return TemplateResponse(
        request,
        "campaigns/confirm.html",
        {
            "header_title": _("Confirm the plan"),
            "header_icon": "doc-full",
            **_crumbs(),
            "state": state,
            "strips": strips(state),
            "holes": holes(state),
            "groups": [
                (number, f"{group.label or ''}{group.title or ''}" or _("(no group)"))
                for number, group in enumerate(proposal.groups)
            ],
            "source": source,
            "new_units": state.new_units(),
            "plans": plans,
            "second": request.POST.get("again"),
        },
        status=status,
    )


def _is_endless(proposal: Proposal) -> bool:
    """Whether its form would have more fields or choices than a browser sends back."""
    items = len(proposal.items)
    return items * 5 + len(proposal.placeholders) > 4000 or items * len(proposal.groups) > 40_000


def _crumbs() -> dict[str, Any]:
    return {
        "breadcrumbs_items": [
            HOME,
            PLAN,
            {"url": reverse("plan_import"), "label": _("Import a notice")},
        ]
    }
