"""Choose a work for an exhibition: only what is public, only for the curators, on each of the chooser's addresses."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import chooser as generic
from wagtail.admin.viewsets.chooser import ChooserViewSet

from accounts.roles import Role, require_role
from showcase.lists import cards
from showcase.models import WorkCard, WorkPage


class _CuratorsOnly:
    """Every address asks who is asking."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_role(request.user, Role.CURATOR)
        return super().dispatch(request, *args, **kwargs)


class _FilterForm(forms.Form):
    """One field over title, author and number."""

    is_searching = is_filtering_by_collection = False
    search_query = ""
    q = forms.CharField(label=_("Title, author or number"), required=False, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["data-chooser-modal-search-filter"] = True


class _WorkChoice:
    """Cards of what is public, the newest first."""

    filter_form_class = _FilterForm
    template_name = "showcase/chooser/choose.html"
    results_template_name = "showcase/chooser/results.html"

    def get_object_list(self) -> QuerySet[WorkCard]:
        """Everything that is public, narrowed below."""
        return cards()

    def filter_object_list(self, objects: QuerySet[WorkCard]) -> QuerySet[WorkCard]:
        """What holds every word that was typed in its title, authors or number."""
        form: forms.Form = self.filter_form  # type: ignore[attr-defined]
        words = form.cleaned_data.get("q", "").split() if form.is_valid() else []
        for word in words:
            objects = objects.filter(
                Q(title__icontains=word) | Q(authors__icontains=word) | Q(slug__icontains=word)
            )
        return objects

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the page behind each card, and the address that chooses it."""
        context = super().get_context_data(**kwargs)
        shown = list(context["results"].object_list)
        pages = dict(
            WorkPage.objects.filter(slug__in=[card.slug for card in shown]).values_list("slug", "pk")
        )
        context["choices"] = [
            (card, pages[card.slug], self._chosen_by(pages[card.slug]))
            for card in shown
            if card.slug in pages
        ]
        return dict(context)

    def _chosen_by(self, pk: int) -> str:
        address = reverse(self.chosen_url_name, args=[pk])  # type: ignore[attr-defined]
        return str(self.append_preserved_url_parameters(address))  # type: ignore[attr-defined]


def _public() -> QuerySet[WorkPage]:
    return WorkPage.objects.filter(slug__in=WorkCard.objects.values("slug"))


class ChooseView(_CuratorsOnly, _WorkChoice, generic.ChooseView):
    """The whole modal."""


class ChooseResultsView(_CuratorsOnly, _WorkChoice, generic.ChooseResultsView):
    """The list in it, for the next page or another search."""


class ChosenView(_CuratorsOnly, generic.ChosenView):
    """What was chosen."""

    def get_object(self, pk: str) -> WorkPage:
        """Raises WorkPage.DoesNotExist (a 404) for what is not public, or is no number."""
        return _public().get(pk=pk if pk.isdecimal() and len(pk) < 19 else None)


class ChosenMultipleView(_CuratorsOnly, generic.ChosenMultipleView):
    """Several at once."""

    def get_objects(self, pks: list[str]) -> QuerySet[WorkPage]:
        """Those of them that are public."""
        return _public().filter(pk__in=[pk for pk in pks if pk.isdecimal() and len(pk) < 19])


class CreateView(generic.CreateView):
    """Works come from submissions, never from a form of the chooser."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """404, always."""
        raise Http404


class WorkChooser(ChooserViewSet):
    """The widget of every field of an exhibition that names a work."""

    model = WorkPage
    icon = "image"
    per_page = 24
    choose_one_text = _("Choose a work")
    choose_another_text = _("Choose another work")
    edit_item_text = _("Look at this work")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    create_view_class = CreateView


work_chooser = WorkChooser("work_chooser", url_prefix="exhibitions/choose")
