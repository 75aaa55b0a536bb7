"""待我审签: what waits for one signer, the oldest first."""

from django.core.paginator import Paginator
from django.db.models import Count, Min, Q
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.models import SignedInRequest
from curation.dossier import HOME, only_staff
from curation.sheet import last_stages
from curation.standing import stages_for

PER_PAGE = 30


@require_GET
@never_cache
def to_sign(request: SignedInRequest) -> HttpResponse:
    """Each stage that I can sign now: the work, since when it waits, and when it is due."""
    only_staff(request)
    mine = stages_for(request.user)
    # A bundle stands there once for each stage, by the first of its works.
    bundled = mine.filter(review__bundled__isnull=False).order_by()
    grouped = bundled.values("review__bundled__bundle", "code").annotate(first=Min("pk"), number=Count("pk"))
    works = dict(grouped.values_list("first", "number"))
    stages = mine.filter(Q(review__bundled=None) | Q(pk__in=works)).select_related(
        "review__page__workpage__kind",
        "review__page__workpage__unit",
        "review__page__exhibitionpage",
        "review__review_class",
        "review__bundled__bundle",
        "person",
    )
    page = Paginator(stages.order_by("turn_at", "pk"), PER_PAGE).get_page(request.GET.get("p"))
    return TemplateResponse(
        request,
        "curation/to_sign.html",
        {
            "header_title": _("Waits for my signature"),
            "header_icon": "edit",
            "breadcrumbs_items": [HOME, {"url": "", "label": _("Waits for my signature")}],
            "rows": [(stage, works.get(stage.pk, 0)) for stage in page.object_list],
            "page": page,
            "last": last_stages(request.user).count(),
        },
    )
