"""Where the registers hang in Wagtail's admin: under its Reports."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from reports import views


class _ReadersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_read(request.user)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("registers/", views.registers, name="reports_registers"),
        path("registers/<slug:name>.xlsx", views.register, name="reports_register"),
        path("registers/approval/<int:pk>.<slug:form>", views.approval_sheet, name="reports_approval"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return _ReadersItem(_("Registers"), reverse("reports_registers"), icon_name="table", order=10)
