"""In, out, and a new password."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse, translate_url
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
)

from accounts.forms import LoginForm


class LoginView(auth.LoginView):
    """Whoever is signed in already is sent on."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """The desk, in the language that is being read."""
        return translate_url(super().get_default_redirect_url(), get_language() or "")


class PasswordChangeView(auth.PasswordChangeView):
    """Back to the desk afterwards, with a sentence that says so."""

    template_name = "accounts/password.html"

    def get_success_url(self) -> str:
        return translate_url(resolve_url(settings.LOGIN_REDIRECT_URL), get_language() or "")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Your password has been changed."))
        return super().form_valid(form)


def admin_login(request: HttpRequest) -> HttpResponse:
    """The admin has no door of its own: everybody comes in by ours."""
    query = urlencode({"next": request.GET.get("next") or reverse("wagtailadmin_home")})
    return HttpResponseRedirect(f"{reverse('login')}?{query}")


class AdminAccountView(AccountView):
    """Wagtail's account screen without the name, which stands on signatures, and without pictures of people."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        """Language, theme, notifications and password are one's own."""
        return [
            panel
            for panel in super().get_panels()
            if not isinstance(panel, NameEmailSettingsPanel | AvatarSettingsPanel)
        ]
