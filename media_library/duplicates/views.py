"""``/admin/library/duplicates/``: what waits for a decision, files that came twice, and what was decided."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, require_role
from media_library.duplicates import telling
from media_library.duplicates.deciding import decide
from media_library.library.views import HOME, LIBRARY
from media_library.models import Asset, Resemblance
from media_library.names import uids

PER_PAGE = 10
DUPLICATES = {"url": reverse_lazy("library_duplicates"), "label": gettext_lazy("Duplicates")}
TABS = {
    "waiting": gettext_lazy("Waits for a decision"),
    "identical": gettext_lazy("Identical files"),
    "decided": gettext_lazy("Decided"),
}
Verdict = Resemblance.Verdict


@require_safe
@never_cache
def duplicates(request: SignedInRequest) -> HttpResponse:
    """The pairs, newest first; with ``?asset=<uid>`` (once or more) those of these files, decided or not."""
    require_role(request.user, Role.CURATOR)
    asked = uids(request.GET.getlist("asset"))
    tab = request.GET.get("tab", "waiting")
    tab = "" if asked else tab if tab in TABS else "waiting"
    context = {
        "header_title": _("Duplicates"),
        "header_icon": "copy",
        "breadcrumbs_items": [HOME, LIBRARY, DUPLICATES],
        "tabs": TABS.items(),
        "tab": tab,
    }
    if tab == "identical":
        digests = Paginator(telling.identical(), PER_PAGE).get_page(request.GET.get("p"))
        groups = telling.groups(list(digests.object_list))
        return TemplateResponse(
            request, "media_library/admin/identical.html", {**context, "page": digests, "groups": groups}
        )
    pairs = Resemblance.objects.order_by("-pk")
    if asked:
        pairs = telling.of_assets(Asset.objects.filter(uid__in=asked))
    elif tab == "decided":
        pairs = pairs.exclude(verdict=Verdict.WAITING).order_by("-at", "-pk")
    else:
        pairs = pairs.filter(verdict=Verdict.WAITING)
    page = Paginator(telling.with_pictures(pairs), PER_PAGE).get_page(request.GET.get("p"))
    rows = telling.tell(page.object_list)
    return TemplateResponse(
        request, "media_library/admin/duplicates.html", {**context, "page": page, "rows": rows}
    )


@require_POST
@never_cache
def decide_pair(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decide on a pair, or change what was decided. A script gets the words, others the page they came from."""
    require_role(request.user, Role.CURATOR)
    pair = get_object_or_404(Resemblance.objects.select_related("first", "second"), pk=pk)
    verdict = request.POST.get("verdict", "")
    if verdict not in (Verdict.SAME, Verdict.DIFFERENT):
        raise Http404
    decide(pair, verdict, by=request.user)
    told = (
        _("“%(one)s” and “%(two)s”: the same picture. Both files are kept.")
        if verdict == Verdict.SAME
        else _("“%(one)s” and “%(two)s”: no duplicates. This is not asked again.")
    ) % {"one": pair.first.name, "two": pair.second.name}
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"verdict": verdict, "sentence": told})
    messages.success(request, told)
    came_from = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return redirect(came_from)
    return redirect("library_duplicates")
