"""Calls, terms and kinds in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from accounts.models import SignedInRequest
from accounts.viewsets import RegisterViewSet
from campaigns import showing
from campaigns.forms import CallForm, KindForm, suggested_slug
from campaigns.models import Call, Item, Kind, Terms


class _Signed:
    """Notes who wrote the call last; a changed call is shown to visitors only by a colleague, again."""

    request: SignedInRequest
    form: Any

    def save_instance(self) -> Call:
        self.form.instance.edited_by = self.request.user
        self.form.instance.public = False
        call: Call = self.form.save()
        showing.ask(call, by=self.request.user)
        return call


class CallCreateView(_Signed, CreateView):
    """Opening a call, from the plan wall with the item chosen already."""

    def get_initial(self) -> dict[str, Any]:
        wanted = self.request.GET.get("item", "")
        item = Item.objects.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 10 else None
        if item is None:
            return {}
        named = [kind.pk for kind in Kind.objects.all() if kind.name in f"{item.title}{item.text}"]
        return {"item": item, "title": item.title[:120], "slug": suggested_slug(item.title), "kinds": named}


class CallEditView(_Signed, EditView):
    """Changing a call."""


class CallViewSet(RegisterViewSet):
    model = Call
    name = "calls"
    icon = "mail"
    menu_label = _("Calls")
    add_view_class = CallCreateView
    edit_view_class = CallEditView
    create_template_name = edit_template_name = "campaigns/calls/form.html"
    form_fields = CallForm.Meta.fields
    list_display = [
        "title",
        "item",
        "opens_on",
        "closes_on",
        BooleanColumn("public", label=_("visible to visitors")),
    ]
    list_filter = ["public", "endorsement"]
    list_select_related = ("item",)
    search_fields = ["title", "slug"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[CallForm]:
        return CallForm


class KindViewSet(RegisterViewSet):
    model = Kind
    name = "kinds"
    icon = "tag"
    menu_label = _("Kinds of works")
    form_fields = KindForm.Meta.fields
    list_display = ["name", "name_en", "family", "prefix"]
    search_fields = ["name", "name_en", "code"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[KindForm]:
        return KindForm


class TermsViewSet(ModelViewSet):
    """A new wording is a new version; rows that people accepted are never edited."""

    model = Terms
    name = "terms"
    icon = "doc-full"
    menu_label = _("Terms")
    add_to_reference_index = False
    inspect_view_enabled = True
    copy_view_enabled = False  # see RegisterViewSet
    form_fields = ["name", "version", "text", "text_en"]
    list_display = ["name", "version"]
    search_fields = ["name"]
    search_backend_name = None


class CallsGroup(ModelViewSetGroup):
    """One entry of the menu."""

    menu_label = _("Calls")
    menu_icon = "mail"
    menu_order = 115
    items = (CallViewSet, TermsViewSet, KindViewSet)
