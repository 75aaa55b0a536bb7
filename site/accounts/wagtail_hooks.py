"""Where people and accounts hang in Wagtail's admin."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from accounts.menu import ItemFor
from accounts.messages import outbox_views
from accounts.messages.models import Message
from accounts.messages.viewsets import RobotViewSet
from accounts.models import User
from accounts.roles import is_administrator
from accounts.slips import views as slips
from accounts.staff import views as staff
from accounts.throttle import address_of
from accounts.viewsets import RegisterGroup
from audit.trail import record


@hooks.register("register_admin_viewset")
def register_people() -> RegisterGroup:
    return RegisterGroup()


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("staff/", staff.bring, name="staff"),
        path("staff/template.xlsx", staff.empty_sheet, name="staff_template"),
        path("staff/slips/", slips.slips, name="staff_slips"),
        path("staff/<uuid:uid>/", staff.sheet, name="staff_sheet"),
        path("outbox/", outbox_views.outbox, name="accounts_outbox"),
        path("outbox/<int:pk>/again/", outbox_views.again, name="accounts_outbox_again"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ItemFor(is_administrator, _("Staff register"), reverse("staff"), icon_name="group", order=701)


class InboxItem(MenuItem):
    """The way from the admin to one's inbox, with the number of what was not opened."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Hooks make one item for all requests, so the number and the language are read for each."""
        number = Message.objects.unread().filter(to_id=request.user.pk).count()
        label = gettext("Messages (%(number)d new)") % {"number": number} if number else gettext("Messages")
        return LinkMenuItem(self.name, label, reverse("messages"), icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def inbox_item() -> MenuItem:
    return InboxItem(_("Messages"), "", name="messages", icon_name="comment", order=100)


@hooks.register("register_settings_menu_item")
def outbox_item() -> MenuItem:
    return ItemFor(is_administrator, _("Outbox"), reverse("accounts_outbox"), icon_name="mail", order=900)


@hooks.register("register_admin_viewset")
def register_robots() -> RobotViewSet:
    return RobotViewSet()


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
        address=address_of(request),
    )


@hooks.register("after_bulk_action")
def note_accounts(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> None:
    """The same for several accounts at once."""
    for each in objects:
        if isinstance(each, User):
            each.refresh_from_db()
            note_account(request, each)
