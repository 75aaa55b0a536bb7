"""Group robots in the admin's settings, kept by administrators; each change is an act in the audit trail."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic import CreateView, DeleteView, EditView

from accounts.messages.models import Robot
from accounts.viewsets import RegisterViewSet
from audit.trail import record


def _note(act: str, robot: Robot, request: HttpRequest) -> None:
    """Without the address and the secret, by which one could write to the group."""
    label, active = str(robot), robot.active
    record(f"robot.{act}", by=request.user, subject=f"robot:{robot.pk}", label=label, active=active)


class _Noted:
    request: HttpRequest
    form: Any

    def save_instance(self) -> Robot:
        robot: Robot = self.form.save()
        _note("saved", robot, self.request)
        return robot


class _Create(_Noted, CreateView):
    """Setting a robot."""


class _Edit(_Noted, EditView):
    """Changing a robot."""


class _Delete(DeleteView):
    """Taking a robot away, with what it was told."""

    def delete_action(self) -> None:
        _note("deleted", self.object, self.request)
        super().delete_action()


class RobotViewSet(RegisterViewSet):
    """The list and its forms."""

    model = Robot
    name = "robots"
    icon = "group"
    menu_label = gettext_lazy("Group robots")
    add_to_settings_menu = True
    add_view_class = _Create
    edit_view_class = _Edit
    delete_view_class = _Delete
    list_display = ["__str__", "active"]
    list_select_related = ("unit",)
    panels = [FieldPanel(name) for name in ("unit", "form", "address", "secret", "active")]
