"""Bringing a sheet of staff, and confirming what it would do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.staff.sheet import MOST_BYTES, read
from accounts.staff.unreadable import UnreadableSheet


class SheetForm(forms.Form):
    """A file, and whether it names everybody."""

    file = forms.FileField(
        label=_("The sheet as a file"),
        help_text=_(
            "Excel or WPS (.xlsx), or .csv. Columns: 工号, 姓名, 部门, and as you have them 党支部, 角色."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    whole = forms.BooleanField(
        label=_("This sheet names everybody"),
        help_text=_("Whoever came by an earlier sheet and is not on this one has left, and is deactivated."),
        required=False,
        initial=True,
    )

    def clean_file(self) -> Any:
        """The file, read: ``cleaned_data["table"]``. Raises ValidationError with what is wrong with it."""
        file = self.cleaned_data["file"]
        try:
            self.cleaned_data["table"] = read(file.read(MOST_BYTES + 1))
        except UnreadableSheet as problem:
            raise forms.ValidationError(str(problem)) from problem
        return file


class ConfirmForm(forms.Form):
    """What was seen, and the second yes where many would leave."""

    digest = forms.CharField(max_length=64)
    drastic = forms.BooleanField(required=False)
