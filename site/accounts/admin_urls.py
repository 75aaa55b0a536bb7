"""Stands before Wagtail's own addresses, takes two of them over and closes one."""

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import path
from wagtail.admin.auth import require_admin_access

from accounts import views


def nowhere(request: HttpRequest, **path: object) -> NoReturn:
    """404: the admin acts on pages by its screens. By this address one could write into a page in review."""
    raise Http404


urlpatterns = [
    path("login/", views.admin_login),
    path("account/", require_admin_access(views.AdminAccountView.as_view())),
    path("api/main/pages/<int:pk>/action/<str:action>/", nowhere),
]
