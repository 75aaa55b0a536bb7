"""The groups of words that mean the same, in the admin: kept by curators."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from accounts.policies import CuratorsKeepIt
from showcase.models import Synonyms

register_permission_policy(Synonyms, CuratorsKeepIt(Synonyms))


class SynonymsViewSet(ModelViewSet):
    """One line for each group."""

    model = Synonyms
    name = "synonyms"
    icon = "search"
    menu_label = _("Words for searching")
    menu_order = 710
    add_to_admin_menu = True
    add_to_reference_index = False
    inspect_view_enabled = False
    copy_view_enabled = False  # see RegisterViewSet
    list_display = ["words"]
    search_fields = ["words"]
    search_backend_name = None
    panels = [FieldPanel("words")]
