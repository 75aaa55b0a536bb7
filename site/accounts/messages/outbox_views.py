"""The outbox in the admin: what left the service, what waits, what failed and why. For administrators."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
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
from accounts.models import SignedInRequest
from accounts.roles import require_administrator

A_PAGE = 50
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}


@require_safe
@never_cache
def outbox(request: SignedInRequest) -> HttpResponse:
    """``/admin/outbox/``: one state at a time, the newest first; what failed before all, else what waits."""
    require_administrator(request.user)
    numbers = dict(Delivery.objects.order_by().values_list("state").annotate(Count("pk")))
    state = request.GET.get("state", "")
    if state not in Delivery.State.values:
        state = Delivery.State.FAILED if Delivery.State.FAILED in numbers else Delivery.State.WAITING
    found = Delivery.objects.filter(state=state).select_related("message__to", "message__robot__unit")
    context = {
        "header_title": _("Outbox"),
        "header_icon": "mail",
        "breadcrumbs_items": [HOME, {"url": reverse("accounts_outbox"), "label": _("Outbox")}],
        "state": state,
        "states": [(value, label, numbers.get(value, 0)) for value, label in Delivery.State.choices],
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
    }
    return TemplateResponse(request, "accounts/messages/outbox.html", context)


@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """``/admin/outbox/<pk>/again/``: begin anew with one that has failed."""
    require_administrator(request.user)
    sending.try_again(get_object_or_404(Delivery.objects.select_related("message"), pk=pk), request.user)
    messages.success(request, _("It will be tried again at once."))
    return redirect("accounts_outbox")
