"""``/uploads/``: the address that the design promises to tus clients."""

from django.urls import path

from media_library.uploads import views

urlpatterns = [
    path("", views.uploads, name="uploads"),
    path("<uuid:uid>", views.upload, name="upload"),
]
