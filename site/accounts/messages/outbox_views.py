"""The outbox in the admin: what left the service, what waits, what failed and why. For administrators."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.messages import sending
from accounts.messages.models import Delivery
from accounts.models import User

A_PAGE = 50
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}


@require_safe
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """``/admin/outbox/``: one state at a time, the newest first."""
    _administrator(request)
    state = request.GET.get("state", "")
    state = state if state in Delivery.State.values else Delivery.State.FAILED
    found = Delivery.objects.filter(state=state).select_related("message__to", "message__robot__unit")
    context = {
        "header_title": _("Outbox"),
        "header_icon": "mail",
        "breadcrumbs_items": [HOME, {"url": reverse("accounts_outbox"), "label": _("Outbox")}],
        "state": state,
        "states": Delivery.State.choices,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
    }
    return TemplateResponse(request, "accounts/messages/outbox.html", context)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """``/admin/outbox/<pk>/again/``: begin anew with one that has failed."""
    by = _administrator(request)
    sending.try_again(get_object_or_404(Delivery.objects.select_related("message"), pk=pk), by)
    messages.success(request, _("It will be tried again at once."))
    return redirect("accounts_outbox")


def _administrator(request: HttpRequest) -> User:
    if not (isinstance(request.user, User) and request.user.is_superuser):
        raise Http404
    return request.user
