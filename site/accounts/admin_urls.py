"""Stands before Wagtail's own addresses and takes two of them over."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from accounts import views

urlpatterns = [
    path("login/", views.admin_login),
    path("account/", require_admin_access(views.AdminAccountView.as_view())),
]
