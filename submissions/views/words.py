"""The word list in the admin: kept by curators, brought and taken away as CSV."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy

from accounts.policies import CuratorsKeepIt
from accounts.roles import Role, require_role
from submissions.errors import NotPossible
from submissions.models import Word
from submissions.proofreading import lists
from submissions.views.curators import HOME
from submissions.views.doors import person

register_permission_policy(Word, CuratorsKeepIt(Word))
LARGEST = 2 * 1024**2


class WordsIndex(IndexView):
    """The list, with the ways in and out beside it."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Bring and take away."""
        return [
            *super().header_more_buttons,
            Button(_("Import a CSV list"), url=reverse("submissions_words_import"), icon_name="upload"),
            Button(_("Export as CSV"), url=reverse("submissions_words_export"), icon_name="download"),
        ]


class WordsViewSet(ModelViewSet):
    """One line for each word."""

    model = Word
    name = "words"
    icon = "edit"
    menu_label = gettext_lazy("Words to check")
    menu_order = 720
    add_to_admin_menu = True
    add_to_reference_index = False
    inspect_view_enabled = False
    copy_view_enabled = False  # see RegisterViewSet
    index_view_class = WordsIndex
    list_display = ["wrong", "right", "level", "note"]
    list_filter = ["level"]
    search_fields = ["wrong", "right"]
    search_backend_name = None
    panels = [FieldPanel(name) for name in ("wrong", "right", "level", "note", "exceptions")]


class ListForm(forms.Form):
    """A CSV file; on the second step its text."""

    file = forms.FileField(label=gettext_lazy("CSV file"))

    def clean_file(self) -> str:
        """The text of the file."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is too large for a word list."))
        try:
            return lists.decode(file.read())
        except NotPossible as error:
            raise forms.ValidationError(str(error)) from error


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def bring(request: HttpRequest) -> HttpResponse:
    """``/admin/submissions/words/import/``: a file is read and previewed row by row; then its rows are taken over."""
    require_role(request.user, Role.CURATOR)
    form, text, rows, refusal = ListForm(), "", [], ""
    if request.method == "POST":
        text = request.POST.get("text", "")
        if not text:
            form = ListForm(request.POST, request.FILES)
            text = form.cleaned_data["file"] if form.is_valid() else ""
        try:
            if request.POST.get("act") == "take":
                number = lists.take(text, by=person(request))
                told = ngettext("%(number)s word is taken over.", "%(number)s words are taken over.", number)
                messages.success(request, told % {"number": number})
                return redirect("words:index")
            rows = lists.read(text) if text else []
        except NotPossible as error:
            refusal, text = str(error), ""
    here = {"url": "", "label": _("Import a CSV list")}
    context = {
        "header_title": _("Words to check"),
        "header_icon": "edit",
        "breadcrumbs_items": [HOME, {"url": reverse("words:index"), "label": _("Words to check")}, here],
        "form": form,
        "columns": "、".join(lists.COLUMNS),
        "text": text,
        "rows": rows,
        "takes": sum(row.does in ("new", "changed") for row in rows),
        "refusal": refusal,
    }
    status = 422 if refusal or form.errors else 200
    return TemplateResponse(request, "submissions/admin/words_import.html", context, status=status)


@require_safe
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """``/admin/submissions/words/export/``: the list as CSV, in the columns that ``bring`` reads."""
    require_role(request.user, Role.CURATOR)
    return HttpResponse(
        lists.write(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="words.csv"'},
    )
