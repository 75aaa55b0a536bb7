"""Choose a file for a page: only what is ready, only for the curators, on each of the chooser's addresses."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.views.generic import chooser as generic
from wagtail.admin.viewsets.chooser import ChooserViewSet

from accounts.roles import Role, require_role
from media_library.library.finding import FilterForm, found
from media_library.library.listing import cells
from media_library.models import Asset, State


class _CuratorsOnly:
    """Every address asks who is asking: a chooser's side doors have leaked before."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_role(request.user, Role.CURATOR)
        return super().dispatch(request, *args, **kwargs)


class _FilterForm(FilterForm):
    """The library's own filters, as far as they help to choose."""

    is_searching = is_filtering_by_collection = False
    search_query = ""

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, only=("q", "family", "unit", "campaign", "album", "tag"))
        for name, field in self.fields.items():
            if name != "q":
                field.widget.attrs["data-chooser-modal-search-filter"] = True


class _AssetChoice:
    """A grid of what stood its check, newest first or what answers best."""

    filter_form_class = _FilterForm
    template_name = "media_library/admin/chooser/choose.html"
    results_template_name = "media_library/admin/chooser/results.html"

    def get_object_list(self) -> QuerySet[Asset]:
        """Narrowed below."""
        return Asset.objects.order_by("-pk")

    def filter_object_list(self, objects: QuerySet[Asset]) -> QuerySet[Any, Any]:
        """The keys of what is ready and fits. A filter that makes no sense narrows nothing, the others do."""
        form: FilterForm = self.filter_form  # type: ignore[attr-defined]
        form.is_valid()
        return found(form.cleaned_data).filter(state=State.READY).values_list("pk", flat=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With a cell for each file, and the address that chooses it."""
        context = super().get_context_data(**kwargs)
        context["choices"] = [
            (cell, self._chosen_by(cell.asset)) for cell in cells(list(context["results"].object_list))
        ]
        return context

    def _chosen_by(self, asset: Asset) -> str:
        address = reverse(self.chosen_url_name, args=[asset.pk])  # type: ignore[attr-defined]
        return self.append_preserved_url_parameters(address)  # type: ignore[attr-defined]


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
        return Asset.objects.filter(
            pk__in=[pk for pk in pks if pk.isdecimal() and len(pk) < 19], state=State.READY
        )


class CreateView(generic.CreateView):
    """Files arrive by upload, never by a form of the chooser."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """404, always."""
        raise Http404


class AssetChooser(ChooserViewSet):
    """Registers itself as the widget of every foreign key to an asset in the admin."""

    model = Asset
    icon = "image"
    per_page = 24
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
