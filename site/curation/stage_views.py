"""Who signs what, in the admin: stages with their people, dated deputies, and the classes. Kept by administrators."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from accounts.models import User
from accounts.roles import REVIEWERS, holders
from accounts.viewsets import CarefulDeleteView, RegisterViewSet
from audit.trail import record
from curation.models import Deputy, ReviewClass, Stage


class AdministratorsKeepIt(BasePermissionPolicy):
    """Every action for administrators, none for anybody else: whoever sends works to review does not choose signers."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active and user.is_superuser)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        return User.objects.filter(is_superuser=True, is_active=True)


for _model in (Stage, Deputy, ReviewClass):
    register_permission_policy(_model, AdministratorsKeepIt(_model))


def reviewers() -> QuerySet[User]:
    """Active accounts that hold any reviewer's role."""
    return User.objects.filter(groups__name__in=REVIEWERS, is_active=True).distinct().order_by("name", "pk")


class StageForm(WagtailAdminModelForm):
    """A stage; people are chosen among those who hold a reviewer's role, and must hold the stage's own."""

    class Meta:
        fields = ["name", "name_en", "code", "role", "people", "checklist", "due_days"]
        widgets = {"people": forms.CheckboxSelectMultiple, "checklist": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = reviewers()
        if self.instance.pk:
            self.fields["code"].disabled = True  # signatures keep it

    def clean(self) -> dict[str, Any]:
        """Says who lacks the role."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("role") and data.get("people"):
            able = set(holders(data["role"]))
            if lacking := [str(person) for person in data["people"] if person not in able]:
                self.add_error(
                    "people",
                    ValidationError(
                        _("These do not hold the role of this stage: %(names)s")
                        % {"names": _(", ").join(lacking)}
                    ),
                )
        return data


class DeputyForm(WagtailAdminModelForm):
    """A deputy; both are reviewers."""

    class Meta:
        fields = ["stage", "person", "deputy", "since", "until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "deputy"):
            self.fields[name].queryset = reviewers()


class _Noted:
    """Each change of who may sign is an act in the audit trail."""

    request: HttpRequest
    form: Any

    def save_instance(self) -> Any:
        row = self.form.save()
        record(
            f"{row._meta.model_name}.saved",
            by=self.request.user,
            subject=f"{row._meta.model_name}:{row.pk}",
            label=str(row),
            **_facts(row),
        )
        return row


def _facts(row: Stage | Deputy | ReviewClass) -> dict[str, Any]:
    if isinstance(row, Stage):
        return {
            "code": row.code,
            "role": row.role,
            "people": [str(person) for person in row.people.all()],
            "checklist": row.lines,
            "due_days": row.due_days,
        }
    if isinstance(row, Deputy):
        return {
            "stage": row.stage.name,
            "person": str(row.person),
            "deputy": str(row.deputy),
            "since": row.since.isoformat(),
            "until": row.until.isoformat(),
        }
    return {"code": row.code, "steps": [f"{step.place}: {step.stage.code}" for step in row.steps.all()]}


class _Create(_Noted, CreateView):
    """Making a row."""


class _Edit(_Noted, EditView):
    """Changing a row."""


class _Delete(CarefulDeleteView):
    """Deleting a row that nothing needs."""

    def delete_action(self) -> None:
        row = self.object
        subject, facts, label = f"{row._meta.model_name}:{row.pk}", _facts(row), str(row)
        super().delete_action()
        record(f"{row._meta.model_name}.deleted", by=self.request.user, subject=subject, label=label, **facts)


class _ViewSet(RegisterViewSet):
    add_view_class = _Create
    edit_view_class = _Edit
    delete_view_class = _Delete
    search_backend_name = None


class StageViewSet(_ViewSet):
    model = Stage
    name = "stages"
    icon = "tasks"
    menu_label = gettext_lazy("Stages")
    list_display = ["__str__", "code", "role", "due_days"]
    search_fields = ["name", "name_en", "code"]
    form_fields = StageForm.Meta.fields

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return forms.modelform_factory(Stage, form=StageForm)


class DeputyViewSet(_ViewSet):
    model = Deputy
    name = "deputies"
    icon = "user"
    menu_label = gettext_lazy("Deputies")
    list_display = ["stage", "person", "deputy", "since", "until"]
    list_filter = ["stage"]
    list_select_related = ("stage", "person", "deputy")
    search_fields = ["person__name", "deputy__name"]
    form_fields = DeputyForm.Meta.fields

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return forms.modelform_factory(Deputy, form=DeputyForm, fields=DeputyForm.Meta.fields)


class ReviewClassViewSet(_ViewSet):
    model = ReviewClass
    name = "review_classes"
    icon = "list-ul"
    menu_label = gettext_lazy("Review classes")
    list_display = ["__str__", Column("explained", label=capfirst(gettext_lazy("meant for"))), "order"]
    search_fields = ["name", "name_en", "code"]
    panels = [
        FieldPanel("name"),
        FieldPanel("name_en"),
        FieldPanel("code"),
        FieldPanel("meant_for"),
        FieldPanel("meant_for_en"),
        FieldPanel("order"),
        FieldPanel("corrections"),
        InlinePanel(
            "steps",
            [FieldPanel("stage"), FieldPanel("place", heading=gettext_lazy("order"))],
            heading=gettext_lazy("Stages"),
            label=gettext_lazy("stage"),
            min_num=1,
        ),
    ]


class StagesGroup(ModelViewSetGroup):
    """One entry of the menu."""

    menu_label = gettext_lazy("Who signs")
    menu_icon = "tasks"
    menu_order = 705
    items = (StageViewSet, DeputyViewSet, ReviewClassViewSet)
