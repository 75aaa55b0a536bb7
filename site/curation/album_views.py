"""The screen on which what was picked of an event becomes a work."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import SignedInRequest, Unit
from accounts.roles import Role, require_role
from campaigns import fields
from campaigns.models import Item, Kind
from curation.albums import detail_errors, draft_of_album, photographs, picked, proposal, why_not, works_of
from curation.dossier import HOME
from curation.errors import NotPossible
from media_library.albums.contents import proposed_day
from media_library.albums.rows import rows_of
from media_library.library.finding import with_thumbnails
from media_library.models import Album, Asset

EVENTS = {"url": reverse_lazy("library_albums"), "label": gettext_lazy("Events")}


class _ItemField(forms.ModelChoiceField):
    def label_from_instance(self, item: Item) -> str:
        return f"{item.group.campaign}\u2003{item}"


class WorkForm(forms.Form):
    """What a work says beyond its album, and the kind's own fields."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    unit = forms.ModelChoiceField(
        Unit.objects.filter(active=True),
        label=gettext_lazy("Unit"),
        empty_label=gettext_lazy("Please choose"),
    )
    item = _ItemField(
        Item.objects.select_related("group__campaign"),
        label=gettext_lazy("Item of the plan"),
        empty_label=gettext_lazy("none"),
        required=False,
    )
    photographers = forms.CharField(
        label=gettext_lazy("Photographer"), max_length=120, help_text=gettext_lazy("Several: 王甲、李乙")
    )

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields.update(fields.form_fields(kind))

    def clean(self) -> dict[str, Any]:
        """The kind's own fields by the kind's own rules."""
        said = super().clean() or {}
        typed = {
            name.removeprefix(fields.PREFIX): value
            for name, value in said.items()
            if name.startswith(fields.PREFIX)
        }
        said["details"], errors = detail_errors(self.kind, typed)
        for name, sentence in errors.items():
            self.add_error(name, sentence)
        return said


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def from_album(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """What is picked, in order, and the form; afterwards the work's dossier, from where it goes to review."""
    require_role(request.user, Role.CURATOR)
    album = get_object_or_404(Album, uid=uid)
    refusal, kind = "", None
    try:
        kind = photographs()
    except NotPossible as error:
        refusal = str(error)
    form = _form(request, album, kind) if kind else None
    if request.method == "POST" and form and form.is_valid():
        said = form.cleaned_data
        try:
            page = draft_of_album(
                album,
                title=said["title"],
                unit=said["unit"],
                item=said["item"],
                photographers=said["photographers"],
                details=said["details"],
                by=request.user,
            )
        except NotPossible as error:
            refusal = str(error)
        else:
            messages.success(request, _("“%(title)s” is drafted.") % {"title": page.title})
            return redirect("curation_work", page.pk)
    picks = picked(album)
    shown = with_thumbnails(Asset.objects.filter(pk__in=[each.pk for each in picks])).in_bulk()
    if kind and not refusal:
        refusal = why_not(kind, picks)
    return TemplateResponse(
        request,
        "curation/from_album.html",
        {
            "header_title": _("A work of what is picked"),
            "header_icon": "image",
            "breadcrumbs_items": [
                HOME,
                EVENTS,
                {"url": reverse("library_album", args=[album.uid]), "label": album.name},
                {"url": "", "label": _("A work of what is picked")},
            ],
            "album": album,
            "form": form,
            "rows": rows_of(shown[each.pk] for each in picks),
            "refusal": refusal,
            "made": works_of(request.user, album).made,
        },
        status=422 if request.method == "POST" else 200,
    )


def _form(request: SignedInRequest, album: Album, kind: Kind) -> WorkForm:
    if request.method == "POST":
        return WorkForm(kind, request.POST)
    said = proposal(album, kind, proposed_day(album))
    initial = {fields.PREFIX + name: value for name, value in said.items()}
    return WorkForm(kind, initial={"title": album.name, "photographers": album.photographer, **initial})
