"""The door."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path

from accounts import views
from accounts.slips import views as slips

urlpatterns = [
    path("", include("accounts.messages.urls")),
    path("login/", views.LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", views.PasswordChangeView.as_view(), name="password_change"),
    path("activate/", slips.activate, name="activate"),
    path("unit/people/", slips.colleagues, name="unit_people"),
]
