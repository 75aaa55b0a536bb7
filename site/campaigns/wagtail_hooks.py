"""Where the plan's screens hang in Wagtail's admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.menu import ItemFor
from accounts.roles import may_enter_admin
from campaigns.views import calls, changing, importing, quotas, reshaping, staff
from campaigns.viewsets import CallsGroup


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("plan/", staff.plan_wall, name="plan_wall"),
        path("plan/import/", importing.bring, name="plan_import"),
        path("plan/import/confirm/", importing.confirm, name="plan_confirm"),
        path("plan/<int:pk>/edit/", changing.edit_plan, name="plan_edit"),
        path("plan/<int:pk>/show/", staff.show_plan, name="plan_show"),
        path("plan/items/<int:pk>/", reshaping.change_item, name="plan_item"),
        path("plan/calls/<int:pk>/files/", calls.call_files, name="call_files"),
        path("plan/calls/<int:pk>/copy/", calls.call_copy, name="call_copy"),
        path("plan/calls/<int:pk>/quotas/", quotas.call_quotas, name="call_quotas"),
        path("plan/calls/<int:pk>/show/", staff.show_call, name="call_show"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ItemFor(may_enter_admin, _("Plan"), reverse("plan_wall"), icon_name="list-ul", order=110)


@hooks.register("register_admin_viewset")
def register_calls() -> CallsGroup:
    return CallsGroup()
