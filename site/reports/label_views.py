"""The wall labels of an exhibition as a file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, require_role
from reports.labels import labels as labels_of
from reports.printed import NoChineseFont
from reports.views import as_file
from showcase.models import ExhibitionPage


@require_safe
@never_cache
def labels(request: SignedInRequest, pk: int) -> HttpResponse:
    """Labels of the latest revision, for those who hang it: also before the opening. What they say is public already."""
    require_role(request.user, Role.CURATOR)
    page = get_object_or_404(ExhibitionPage, pk=pk).get_latest_revision_as_object()
    try:
        content = labels_of(page)
    except NoChineseFont as refusal:
        messages.error(request, str(refusal))
        return redirect("curation_work", pk)
    return as_file(content, "application/pdf", f"{page.title}.pdf")
