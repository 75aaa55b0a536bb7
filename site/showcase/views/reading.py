"""How a reader likes to read: 关怀版 (large type, black on white), dark or bright; kept in cookies of their own."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from showcase.house import CHOICES

A_YEAR = 365 * 24 * 60 * 60


# No token: it would set a cookie on every visitor and make each page another, and nothing is lost if somebody else's
# page should switch the type.
@csrf_exempt
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen (``type``: large or usual; ``light``: dark or bright) and go back to ``next``."""
    address = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None, require_https=request.is_secure()):
        address = "/"
    response = HttpResponseRedirect(address)
    for name, values in CHOICES.items():
        if request.POST.get(name) in values:
            response.set_cookie(name, request.POST[name], max_age=A_YEAR, samesite="Lax", httponly=True)
    return response
