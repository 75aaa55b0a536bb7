"""Where people and accounts hang in Wagtail's admin."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from accounts.models import User
from accounts.viewsets import RegisterGroup
from audit.trail import record


@hooks.register("register_admin_viewset")
def register_people() -> RegisterGroup:
    return RegisterGroup()


@hooks.register("after_create_user")
@hooks.register("after_edit_user")
def note_account(request: HttpRequest, user: User) -> None:
    """Whoever gives or takes a role is named in the audit trail."""
    record(
        "account.saved",
        by=request.user,
        subject=f"account:{user.pk}",
        label=str(user),
        roles=sorted(user.groups.values_list("name", flat=True)),
        administrator=user.is_superuser,
        active=user.is_active,
    )


@hooks.register("after_bulk_action")
def note_accounts(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> None:
    """The same for several accounts at once."""
    for each in objects:
        if isinstance(each, User):
            each.refresh_from_db()
            note_account(request, each)
