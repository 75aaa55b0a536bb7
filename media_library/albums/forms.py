"""What is said once for all photographs of an event."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from media_library.models import Album


class AlbumForm(forms.Form):
    """Name, time, place, photographer. The verbs of ``library.arranging`` say what cannot be kept."""

    name = forms.CharField(label=_("Name of the event"), max_length=120)
    taken = forms.CharField(
        label=_("Taken when"),
        max_length=20,
        required=False,
        help_text=_("2021, 2021-06 or 2021-06-18. May stay empty: the photographs often say it."),
        widget=forms.TextInput(attrs={"placeholder": "2021-06-18", "inputmode": "numeric"}),
    )
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    photographer = forms.CharField(label=_("Photographer"), max_length=60, required=False)

    @classmethod
    def of(cls, album: Album) -> "AlbumForm":
        """The form as the album has it."""
        return cls(initial={name: getattr(album, name) for name in cls.base_fields})

    def said(self) -> dict[str, Any]:
        """What was filled in, for the verbs."""
        return {name: self.cleaned_data.get(name, "") for name in self.base_fields}
