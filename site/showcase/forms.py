"""The editor's form of a work: authors as lines, and the kind's own fields as one group."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm

from campaigns import fields
from campaigns.models import Family, Kind
from media_library import handouts
from media_library.models import Asset
from showcase import slides
from showcase.chapters import ChaptersField, beyond
from showcase.slides import SlidesField


class AuthorsField(forms.CharField):
    """A list of names, one a line, in the order of credit."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=capfirst(gettext_lazy("authors")),
            help_text=gettext_lazy("One name a line, in the order of credit."),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [line.strip() for line in str(value or "").splitlines()]
        return [line for line in lines if line]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])


class DetailsWidget(forms.Widget):
    """The kind's fields beside each other, each with its label; ``kind`` is set by the form."""

    template_name = "showcase/panels/details.html"
    kind: Kind | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = []
        values = value if isinstance(value, dict) else {}
        for key, field in (fields.form_fields(self.kind) if self.kind else {}).items():
            entered = values.get(key.removeprefix(fields.PREFIX), "")
            rows.append(
                {"id": key, "label": field.label, "widget": field.widget.render(key, entered, {"id": key})}
            )
        context["rows"] = rows
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        names = fields.form_fields(self.kind) if self.kind else {}
        return {key.removeprefix(fields.PREFIX): data.get(key, "") for key in names}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class DetailsField(forms.Field):
    """A dict by the kind's fields; what is wrong in it is said by label."""

    widget = DetailsWidget

    def clean(self, value: Any) -> dict[str, Any]:
        kind = self.widget.kind
        if kind is None:
            return value or {}
        details, errors = fields.clean(kind, value or {})
        if errors:
            raise forms.ValidationError(list(errors.values()))
        return details

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or {}) != {key: value for key, value in (data or {}).items() if value != ""}


class WorkPageForm(WagtailAdminPageForm):
    """Wagtail's page form with the two fields that it has no form for."""

    authors = AuthorsField()
    details = DetailsField(required=False, label=capfirst(gettext_lazy("details")))
    chapters = ChaptersField()
    slides = SlidesField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["details"].widget.kind = self.instance.kind if self.instance.kind_id else None
        if self.instance.kind_id and self.instance.kind.family != Family.RECORDING:
            del self.fields["chapters"], self.fields["slides"]
        rows = self.formsets["media"].forms
        without_pages = Asset.objects.filter(pk__in=[row.instance.asset_id for row in rows]).exclude(
            format="PDF"
        )
        others = set(without_pages.values_list("pk", flat=True))
        for row in rows:
            if row.instance.asset_id in others:
                del row.fields["download"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if wrong := beyond(cleaned.get("chapters", []), self._seconds()):
            self.add_error("chapters", wrong)
        if wrong := slides.beyond(cleaned.get("slides", []), self._seconds(), self._pages()):
            self.add_error("slides", wrong)
        for row in self._rows():
            if row.cleaned_data.get("download") and not handouts.can_be_bound(row.cleaned_data["asset"]):
                row.add_error("download", _("Only a PDF of which every page is shown can be downloaded."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=commit)
        for row in self._rows():
            if row.cleaned_data.get("download"):
                handouts.ask_to_bind(row.cleaned_data["asset"])
        return page

    def _seconds(self) -> float | None:
        """How long the first recording is, of the files as they are about to be saved."""
        return next((asset.duration for asset in self._assets() if asset.duration), None)

    def _pages(self) -> int:
        """How many pages the first document with some has, as pictures."""
        counts = (asset.renditions.filter(role="page").count() for asset in self._assets())
        return next(filter(None, counts), 0)

    def _assets(self) -> list[Any]:
        rows = sorted(self._rows(), key=lambda row: row.cleaned_data.get("ORDER") or 0)
        return [row.cleaned_data["asset"] for row in rows]

    def _rows(self) -> list[Any]:
        """The files as they are about to be saved, each as its form."""
        return [
            row
            for row in self.formsets["media"].forms
            if row.is_valid() and row.cleaned_data.get("asset") and not row.cleaned_data.get("DELETE")
        ]
