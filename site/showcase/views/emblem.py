"""The emblem in the header, as it was agreed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from showcase.models import House
from showcase.visitors import FOR_MACHINES


def emblem(request: HttpRequest, digest: str) -> HttpResponse:
    """The picture; 404 as soon as another one, or none, is agreed."""
    found = House.objects.filter(pk=1, emblem_digest=digest).values_list("emblem", flat=True).first()
    if not found:
        raise Http404(_("There is nothing at this address."))
    response = HttpResponse(bytes(found), content_type="image/webp")
    response["Cache-Control"] = FOR_MACHINES
    return response
