"""Where the registers hang in Wagtail's admin: under its Reports."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.menu import ItemFor
from accounts.roles import Role, has_role
from reports import control_views, label_views, trail_views, views


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("registers/", views.registers, name="reports_registers"),
        path("registers/<slug:name>.xlsx", views.register, name="reports_register"),
        path("registers/approval/<int:pk>.<slug:form>", views.approval_sheet, name="reports_approval"),
        path("exhibitions/<int:pk>/labels.pdf", label_views.labels, name="reports_labels"),
        path("control/", control_views.sheet, name="reports_control"),
        path("control/control.xlsx", control_views.export, name="reports_control_export"),
        path("control/remind/", control_views.remind, name="reports_control_remind"),
        path("audit/", trail_views.entries, name="reports_trail"),
        path("audit/verify/", trail_views.verify, name="reports_trail_verify"),
        path("audit/trail.<slug:form>", trail_views.export, name="reports_trail_export"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return ItemFor(views.may_read, _("Registers"), reverse("reports_registers"), icon_name="table", order=10)


@hooks.register("register_admin_menu_item")
def control_item() -> MenuItem:
    """Behind the submissions that it counts."""
    return ItemFor(
        lambda user: has_role(user, Role.CURATOR),
        _("Progress of units"),
        reverse("reports_control"),
        icon_name="calendar-check",
        order=112,
    )


@hooks.register("register_admin_menu_item")
def trail_item() -> MenuItem:
    return ItemFor(
        lambda user: has_role(user, Role.AUDITOR),
        _("Audit trail"),
        reverse("reports_trail"),
        icon_name="history",
        order=800,
    )
