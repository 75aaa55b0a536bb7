"""The register in the admin: units, people, who belongs where."""

from typing import Any

from django.db.models import ProtectedError, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from accounts.models import Membership, Person, Unit


class CarefulDeleteView(DeleteView):
    """Says what still needs the row, where something does, in place of an error."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError as error:
            needed_by = next(iter(error.protected_objects))
            messages.error(
                self.request,
                _("“%(object)s” cannot be deleted: %(kind)s “%(other)s” still needs it.")
                % {"object": self.object, "kind": needed_by._meta.verbose_name, "other": needed_by},
            )
            return HttpResponseRedirect(self.get_success_url())


class RegisterIndexView(IndexView):
    """A list; what its columns name comes with its rows. Wagtail asks once for each row and column."""

    list_select_related: tuple[str, ...] = ()

    def get_base_queryset(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_base_queryset()
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows


class RegisterViewSet(ModelViewSet):
    """What our lists of rows share."""

    list_select_related: tuple[str, ...] = ()
    index_view_class = RegisterIndexView
    add_to_reference_index = False
    delete_view_class = CarefulDeleteView
    inspect_view_enabled = False
    # A POST to Wagtail's copy view changes the row itself, past what our edit views hold.
    copy_view_enabled = False

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["list_select_related"] = self.list_select_related
        found: dict[str, Any] = super().get_index_view_kwargs(**kwargs)
        return found


class UnitViewSet(RegisterViewSet):
    model = Unit
    name = "units"
    icon = "group"
    menu_label = gettext_lazy("Units")
    list_display = [
        "name",
        "parent",
        BooleanColumn("collective", label=gettext_lazy("stands for many units"), sort_key="collective"),
        BooleanColumn("active", label=gettext_lazy("active"), sort_key="active"),
    ]
    list_filter = ["active", "collective"]
    list_select_related = ("parent",)
    search_fields = ["name", "name_en"]
    search_backend_name = None
    panels = [
        FieldPanel("name"),
        FieldPanel("name_en"),
        FieldPanel("parent"),
        FieldPanel("collective"),
        FieldPanel("active"),
    ]


class PersonViewSet(RegisterViewSet):
    model = Person
    name = "people"
    icon = "user"
    menu_label = gettext_lazy("People")
    list_display = ["name", "pinyin", "user"]
    list_select_related = ("user",)
    search_fields = ["name", "pinyin"]
    search_backend_name = None
    panels = [FieldPanel("name"), FieldPanel("pinyin"), FieldPanel("user")]


class MembershipViewSet(RegisterViewSet):
    model = Membership
    name = "memberships"
    icon = "link"
    menu_label = gettext_lazy("Memberships")
    list_display = ["person", "unit", "role"]
    list_filter = ["role", "unit"]
    list_select_related = ("person", "unit")
    search_fields = ["person__name", "unit__name"]
    search_backend_name = None
    panels = [FieldPanel("person"), FieldPanel("unit"), FieldPanel("role")]


class RegisterGroup(ModelViewSetGroup):
    """One entry of the menu."""

    menu_label = gettext_lazy("People and units")
    menu_icon = "group"
    menu_order = 700
    items = (UnitViewSet, PersonViewSet, MembershipViewSet)
