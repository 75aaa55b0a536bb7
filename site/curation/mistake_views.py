"""The form on which readers report a mistake, the page on which they follow it, the list on which staff answer."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, require_role
from accounts.throttle import address_of
from curation import mistakes
from curation.dossier import HOME, WORKS
from curation.errors import NotPossible
from curation.models import Mistake
from showcase.models import Release, WorkCard

PER_PAGE = 20


class MistakeForm(forms.ModelForm):
    """What a reader says. ``website`` is a field that people do not see: who fills it is none."""

    website = forms.CharField(
        required=False,
        label=gettext_lazy("Please leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    class Meta:
        model = Mistake
        fields = ["passage", "wrong", "contact"]
        widgets = {"wrong": forms.Textarea(attrs={"rows": 5})}
        error_messages = {"wrong": {"required": gettext_lazy("Please say what is wrong.")}}
        help_texts = {
            "passage": gettext_lazy("A line, a caption, the time in a recording."),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["contact"].help_text = _(
            "Only if you would like to be asked. Only our editors see it, and it is deleted after %(days)d days."
        ) % {"days": settings.MISTAKE_CONTACT_DAYS}

    def clean_website(self) -> str:
        """Raises ValidationError for a machine, in words for a person whose browser filled it in."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("Please leave this field empty and send the form again."))
        return ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mistake(request: HttpRequest, slug: str) -> HttpResponse:
    """The form beside a public work; 404 where the work is not public."""
    release = get_object_or_404(Release.objects.works(), slug=slug, state=Release.State.LIVE)
    form = MistakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in MistakeForm.Meta.fields}
        try:
            made = mistakes.report(release, **said, address=address_of(request))
            return redirect("mistake_answer", made.token)
        except NotPossible as error:
            form.add_error(None, str(error))
    status = 400 if form.is_bound else 200
    return render(
        request, "curation/mistake.html", {"work": release.content, "slug": slug, "form": form}, status=status
    )


@never_cache
@require_safe
def mistake_answer(request: HttpRequest, token: str) -> HttpResponse:
    """What became of a report, for whoever has its number. The work is named as it is public
    now; one that is public no more is not named."""
    found = get_object_or_404(Mistake, token=token)
    card = WorkCard.objects.filter(slug=found.slug).first()
    return render(request, "curation/mistake_answer.html", {"mistake": found, "card": card})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_mistakes(request: SignedInRequest) -> HttpResponse:
    """What readers reported, what waits first, each with the form of its answer."""
    require_role(request.user, Role.CURATOR)
    refusal = ""
    if request.method == "POST":
        try:
            return _answer(request)
        except NotPossible as error:
            refusal = str(error)
    waiting = Mistake.objects.filter(state=Mistake.State.RECEIVED).order_by("pk")
    answered = Mistake.objects.exclude(state=Mistake.State.RECEIVED).select_related("answered_by")
    context = {
        "header_title": _("Mistakes that readers found"),
        "header_icon": "glasses",
        "breadcrumbs_items": [HOME, WORKS, {"url": "", "label": _("Mistakes that readers found")}],
        "waiting": waiting[:PER_PAGE],
        "behind": waiting.count() - PER_PAGE,
        "page": Paginator(answered.order_by("-answered_at", "-pk"), PER_PAGE).get_page(request.GET.get("p")),
        "thanks": mistakes.THANKS,
        "refusal": refusal,
        "posted": request.POST,
    }
    return TemplateResponse(request, "curation/mistakes.html", context, status=409 if refusal else 200)


def _answer(request: SignedInRequest) -> HttpResponse:
    wanted = request.POST.get("mistake", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 18):
        raise Http404
    found = get_object_or_404(Mistake, pk=wanted)
    chosen, own = request.POST.get("thanks", ""), request.POST.get("own", "")
    ready = [str(each) for each in mistakes.THANKS]
    text = own if own.strip() else chosen if chosen in ready else ""
    corrected = bool(request.POST.get("corrected")) or text == ready[0]
    mistakes.answer(found, text, corrected=corrected, by=request.user)
    messages.success(request, _("The reader can read the answer now."))
    return redirect("curation_mistakes")
