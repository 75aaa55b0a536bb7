"""The IIIF manifest of a work, for viewers anywhere."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from showcase.house import house
from showcase.manifest import manifest
from showcase.models import Release

PROFILE = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'


@require_safe
def work_manifest(request: HttpRequest, slug: str) -> HttpResponse:
    """Of the live release alone: 404 before it, and for works without pictures; 410 after its withdrawal."""
    releases = Release.objects.works().filter(slug=slug)
    found = releases.filter(state=Release.State.LIVE).first()
    if found is None:
        if releases.filter(state=Release.State.WITHDRAWN, released_at__isnull=False).exists():
            return HttpResponse(status=410)
        raise Http404(_("There is no such work."))
    made = manifest(found, house(request))
    if made is None:
        raise Http404(_("There is no such work."))
    response = JsonResponse(made, content_type=PROFILE, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-cache"
    return response
