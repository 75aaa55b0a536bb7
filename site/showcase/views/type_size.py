"""关怀版: large type, black on white, kept in a cookie of the reader's own."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

A_YEAR = 365 * 24 * 60 * 60


# No token: it would set a cookie on every visitor and make each page another, and nothing is lost if somebody else's
# page should switch the type.
@csrf_exempt
@require_POST
def type_size(request: HttpRequest) -> HttpResponse:
    """Keep the chosen ``type`` ("large", or anything else for the usual) and go back to ``next``."""
    address = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None, require_https=request.is_secure()):
        address = "/"
    response = HttpResponseRedirect(address)
    if request.POST.get("type") == "large":
        response.set_cookie("type", "large", max_age=A_YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie("type", samesite="Lax")
    return response
