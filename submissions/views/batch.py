"""Many works at once: a sheet and a ZIP, a preview row by row, drafts."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from submissions.errors import NotPossible
from submissions.intake import batch as batches
from submissions.intake import batch_sheet, batch_zip
from submissions.models import Batch
from submissions.views.calls import calls
from submissions.views.doors import person, private

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class BatchForm(forms.Form):
    """The sheet, and the files that it names."""

    sheet = forms.FileField(
        label=gettext_lazy("Summary sheet (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )
    archive = forms.FileField(
        label=gettext_lazy("Files (.zip)"), required=False, widget=forms.FileInput(attrs={"accept": ".zip"})
    )

    def clean_sheet(self) -> UploadedFile:
        """Of a size that a list can have."""
        return _not_larger(self.cleaned_data["sheet"], batch_sheet.MOST_BYTES)

    def clean_archive(self) -> UploadedFile | None:
        """Of a size that one form can carry."""
        archive = self.cleaned_data["archive"]
        return _not_larger(archive, batch_zip.MOST_BYTES) if archive else None


def _not_larger(file: UploadedFile, most: int) -> UploadedFile:
    if (file.size or 0) > most:
        raise forms.ValidationError(
            _("“%(name)s” is larger than %(most)s MB.") % {"name": file.name, "most": most // 1024**2}
        )
    return file


@require_http_methods(["GET", "HEAD", "POST"])
@private
def bring(request: HttpRequest, slug: str) -> HttpResponse:
    """``/calls/<slug>/batch/``: choose both files; they are read at once and shown row by row."""
    call = get_object_or_404(calls(), slug=slug)
    form = BatchForm(request.POST, request.FILES) if request.method == "POST" else BatchForm()
    if request.method == "POST" and form.is_valid():
        try:
            batch = batches.read(
                call, form.cleaned_data["sheet"], form.cleaned_data["archive"], by=person(request)
            )
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            return redirect("batch", uid=batch.uid)
    page = {"call": call, "form": form, "columns": batch_sheet.COLUMNS.values()}
    return render(request, "submissions/batch_bring.html", page, status=422 if form.errors else 200)


@require_safe
@private
def template(request: HttpRequest, slug: str) -> HttpResponse:
    """``/calls/<slug>/batch/template/``: the empty sheet."""
    call = get_object_or_404(calls(), slug=slug)
    response = HttpResponse(batch_sheet.template(call), content_type=EXCEL)
    name = content_disposition_header(True, f"报送汇总表-{call.title}.xlsx")
    response["Content-Disposition"] = name or "attachment"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@private
def batch(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/me/batch/<uid>/``: every row with what is wrong in it; POST makes drafts of the good ones."""
    found = get_object_or_404(Batch.objects.select_related("call"), uid=uid, owner=person(request))
    if request.method == "POST":
        try:
            made = len(batches.create(found, by=person(request)))
        except NotPossible as error:
            messages.error(request, str(error))
        else:
            told = ngettext("%(number)d draft was made.", "%(number)d drafts were made.", made)
            messages.success(request, told % {"number": made})
        return redirect("me")
    good = sum(1 for row in found.rows if not row["problems"])
    page = {"batch": found, "good": good, "bad": len(found.rows) - good}
    return render(request, "submissions/batch.html", page)
