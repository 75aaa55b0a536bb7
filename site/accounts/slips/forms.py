"""What is typed from a slip."""

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordMixin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import throttle
from accounts.forms import too_many
from accounts.models import ActivationCode
from accounts.slips.redeeming import found


class ActivationForm(SetPasswordMixin, forms.Form):
    """Staff number, code, and the password twice. Wrong codes are counted as wrong passwords are."""

    username = forms.CharField(
        label=_("Staff number"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label=_("Activation code"),
        max_length=40,
        help_text=_("The twelve digits of your slip."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    password1, password2 = SetPasswordMixin.create_password_fields(
        label1=_("New password"), label2=_("The same once more")
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        self.kept: ActivationCode | None = None
        super().__init__(*args, **kwargs)
        self.fields["password2"].help_text = ""

    def clean(self) -> dict[str, Any]:
        """The code first, then the passwords; a code is not spent by a password that is too weak."""
        data = super().clean() or {}
        number, code = data.get("username"), data.get("code")
        if not number or not code:
            return data
        address = throttle.address_of(self.request)
        if minutes := throttle.minutes_to_wait(number, address):
            raise too_many(minutes)
        self.kept = found(number, code)
        if self.kept is None:
            throttle.note_failure(number, address)
            raise forms.ValidationError(
                _(
                    "This staff number and code do not belong together, or the slip is no longer valid. Your liaison can print a new one."
                )
            )
        self.validate_passwords()
        self.validate_password_for_user(self.kept.user)
        return self.cleaned_data
