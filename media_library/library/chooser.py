"""Choose a file for a page: only what is ready, only for the curators, on each of the chooser's addresses."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as generic
from wagtail.admin.viewsets.chooser import ChooserViewSet

from accounts.roles import Role, has_role
from media_library.library.facts import described
from media_library.library.finding import found, with_thumbnails
from media_library.models import Asset, Family, State
from media_library.thumbnails import thumbnail_url


class _CuratorsOnly:
    """Every address asks who is asking: a chooser's side doors have leaked before."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_role(request.user, Role.CURATOR):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class _FilterForm(BaseFilterForm):
    """Name and kind."""

    q = forms.CharField(label=_("Name, sender or SHA-256"), max_length=120, required=False)
    family = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("all")), *Family.choices],
        required=False,
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )

    def filter(self, objects: QuerySet[Asset]) -> QuerySet[Asset]:
        """Narrow the list; the search is the library's own."""
        objects = super().filter(objects)
        asked = {
            "q": self.cleaned_data["q"],
            "family": self.cleaned_data["family"],
        }
        self.search_query = asked["q"]
        self.is_searching = bool(asked["q"])
        return objects.filter(pk__in=found(asked).order_by().values("pk"))


class _PictureColumn(Column):
    """The thumbnail."""

    cell_template_name = "media_library/admin/picture_cell.html"

    def get_value(self, instance: Asset) -> str:
        """Its address; empty for what has none."""
        return thumbnail_url(instance)


class _AssetChoice:
    """What the list shows: picture, name, facts."""

    filter_form_class = _FilterForm

    def get_object_list(self) -> QuerySet[Asset]:
        """Only what stood its check, newest first."""
        return with_thumbnails(Asset.objects.filter(state=State.READY).order_by("-pk"))

    @property
    def columns(self) -> list[Column]:
        """Wagtail's own column with the name stands between ours."""
        return [
            _PictureColumn("picture", label="", width="72px"),
            *super().columns,
            Column("facts", label=_("Kind"), accessor=described),
            Column("owner", label=_("Sent by"), accessor="owner"),
        ]


class ChooseView(_CuratorsOnly, _AssetChoice, generic.ChooseView):
    """The whole modal."""


class ChooseResultsView(_CuratorsOnly, _AssetChoice, generic.ChooseResultsView):
    """The list in it, for the next page or another search."""


class ChosenView(_CuratorsOnly, generic.ChosenView):
    """What was chosen."""

    def get_object(self, pk: str) -> Asset:
        """Raises Asset.DoesNotExist (a 404) for what is not ready, or is no number."""
        return Asset.objects.get(pk=int(pk) if pk.isdecimal() else None, state=State.READY)


class ChosenMultipleView(_CuratorsOnly, generic.ChosenMultipleView):
    """Several at once."""

    def get_objects(self, pks: list[str]) -> QuerySet[Asset]:
        """Those of them that are ready."""
        return Asset.objects.filter(pk__in=[int(pk) for pk in pks if pk.isdecimal()], state=State.READY)


class CreateView(generic.CreateView):
    """Files arrive by upload, never by a form of the chooser."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """404, always."""
        raise Http404


class AssetChooser(ChooserViewSet):
    """Registers itself as the widget of every foreign key to an asset in the admin."""

    model = Asset
    icon = "image"
    per_page = 12
    choose_one_text = _("Choose a file")
    choose_another_text = _("Choose another file")
    edit_item_text = _("Look at this file")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    create_view_class = CreateView


class AssetFinder(ModelAdminURLFinder):
    """Where the admin shows an asset; that screen asks for itself who may look."""

    def get_edit_url(self, instance: Asset) -> str:
        """The asset's page in the library."""
        return reverse("library_asset", args=[instance.uid])
