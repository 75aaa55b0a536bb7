"""The form at the door."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import throttle


class LoginForm(AuthenticationForm):
    """Staff number and password; says how long to wait where too many were wrong."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": _("This staff number and password do not belong together. Mind capital letters."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Staff number")
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError with the minutes to wait before a password is looked at again."""
        username = self.cleaned_data.get("username")
        if username and self.request:
            minutes = throttle.minutes_to_wait(username, throttle.address_of(self.request))
            if minutes:
                raise too_many(minutes)
        return super().clean()


def too_many(minutes: int) -> forms.ValidationError:
    """How long no password, and no code, is looked at."""
    return forms.ValidationError(
        ngettext(
            "Too many wrong passwords. Try again in %(minutes)d minute.",
            "Too many wrong passwords. Try again in %(minutes)d minutes.",
            minutes,
        )
        % {"minutes": minutes},
        code="throttled",
    )
