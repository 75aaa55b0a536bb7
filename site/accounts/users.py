"""Wagtail's screens for accounts, with one name in place of a first and a last, and the e-mail optional."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.users.forms import GroupForm, UserCreationForm, UserEditForm
from wagtail.users.views import groups
from wagtail.users.views.users import IndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from accounts import granting
from accounts.roles import Role

User = get_user_model()


def roles_of(user: Any) -> str:
    """The names of the account's roles."""
    return str(_(", ")).join(str(each) for each in user.groups.all())


class AccountFields(forms.Form):
    """What both forms share."""

    first_name = None
    last_name = None
    name = forms.CharField(label=_("Name"), max_length=80)
    email = forms.EmailField(label=_("E-mail"), required=False)
    groups = forms.ModelMultipleChoiceField(
        label=_("Roles"),
        queryset=Group.objects.order_by("pk"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "One person may hold several roles, but signs each work only once. Contributors need none. "
            "Who belongs to a unit, and who is its liaison, is set under People and units, in Memberships."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Staff number")
        self.fields["username"].help_text = _("Digits and Latin letters, and @ . + - _ between them.")


class NewAccountForm(AccountFields, UserCreationForm):
    """A new account: staff number, name, roles, first password."""

    class Meta(UserCreationForm.Meta):
        fields = {"username", "name", "email", "is_superuser", "groups"}


class AccountForm(AccountFields, UserEditForm):
    """An account that stands."""

    class Meta(UserEditForm.Meta):
        fields = {"username", "name", "email", "is_superuser", "is_active", "groups"}


class AccountIndexView(IndexView):
    """The list, found and sorted by the name as well, with the roles of each."""

    @cached_property
    def search_fields(self) -> set[str]:
        return {"username", "name", "email"}

    def order_queryset(self, queryset: Any) -> Any:
        if self.ordering in {"name", "-name"}:
            return queryset.order_by(self.ordering, "pk")
        return super().order_queryset(queryset)

    @cached_property
    def columns(self) -> list[Any]:
        columns = super().columns
        for column in columns:
            if column.name == "name":
                column.sort_key = "name"
        columns.insert(3, Column("roles", accessor=roles_of, label=_("Roles")))
        return columns

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("groups")


class RoleForm(GroupForm):
    """A group; one of our roles is named in words, and keeps the name by which the service knows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.name in Role.values:
            self.initial["name"] = str(self.instance)
            self.fields["name"].disabled = True

    def clean_name(self) -> str:
        """Raises ValidationError for a name that is taken."""
        return self.instance.name if self.fields["name"].disabled else str(super().clean_name())


class GroupIndexView(groups.IndexView):
    """The list, by the names that people use."""

    columns = [TitleColumn("name", accessor=str, label=_("Name"), url_name="wagtailusers_groups:edit")]


class _NotedPanels:
    """Pages and collections are granted in rows that send no signal when Wagtail writes them."""

    object: Any

    def process_form(self, *args: Any, **kwargs: Any) -> Any:
        before = granting.panels(self.object)
        answer = super().process_form(*args, **kwargs)
        granting.note("permission.group", self.object, before, granting.panels(self.object))
        return answer


class NewGroupView(_NotedPanels, groups.CreateView):
    """A new role."""


class GroupView(_NotedPanels, groups.EditView):
    """A role that stands."""


class GroupViewSet(groups.GroupViewSet):
    """Named by Wagtail's setting, see ``accounts.users_app``."""

    index_view_class = GroupIndexView
    ordering = ["pk"]
    add_view_class = NewGroupView
    edit_view_class = GroupView

    def get_form_class(self, for_update: bool = False) -> type[forms.Form]:
        return RoleForm


class UserViewSet(WagtailUserViewSet):
    """Named by Wagtail's setting, see ``accounts.users_app``."""

    index_view_class = AccountIndexView

    def get_form_class(self, for_update: bool = False) -> type[forms.Form]:
        return AccountForm if for_update else NewAccountForm
