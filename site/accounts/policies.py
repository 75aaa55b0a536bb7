"""Who keeps the register of units and people: the new-media team and administrators."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from accounts.models import Membership, Person, Robot, Unit, User
from accounts.roles import Role, has_role


class CuratorsKeepIt(BasePermissionPolicy):
    """Every action for curators, none for anybody else."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return has_role(user, Role.CURATOR)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        return User.objects.filter(
            Q(groups__name=Role.CURATOR) | Q(is_superuser=True), is_active=True
        ).distinct()


class AdministratorsKeepIt(BasePermissionPolicy):
    """Every action for administrators, none for anybody else."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(getattr(user, "is_active", False) and user.is_superuser)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        return User.objects.filter(is_superuser=True, is_active=True)


register_permission_policy(Robot, AdministratorsKeepIt(Robot))
for _model in (Unit, Person, Membership):
    register_permission_policy(_model, CuratorsKeepIt(_model))
