"""Two editors at one page: whoever saves last reads that a colleague saved meanwhile, and both versions are kept.

Wagtail keeps every saved revision, and its autosave stops where the page is another by now; only a save by hand puts
one's own words over a colleague's without a word.
"""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page


@hooks.register("after_edit_page")
def say_who_saved_meanwhile(request: HttpRequest, page: Page) -> None:
    """A sentence with the way to the comparison, where a colleague's revision stands between what was loaded and what
    was saved."""
    loaded = request.POST.get("loaded_revision_id", "")
    if not loaded.isdecimal() or len(loaded) > 18 or page.latest_revision_id is None:
        return
    between = page.revisions.filter(pk__gt=int(loaded), pk__lt=page.latest_revision_id)
    theirs = between.exclude(user=request.user).select_related("user").order_by("-pk").first()
    if theirs is None:
        return
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, theirs.pk, "latest"])
    messages.warning(
        request,
        _("%(who)s saved this page while you were writing. Yours is on top; theirs is kept: please compare.")
        % {"who": theirs.user or _("Somebody")},
        buttons=[messages.button(compare, _("Compare"))],
    )
