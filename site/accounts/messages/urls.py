"""The inbox of whoever is signed in."""

from django.urls import path

from accounts.messages import views

urlpatterns = [
    path("me/messages/", views.inbox, name="messages"),
    path("me/messages/read/", views.all_read, name="messages_read"),
    path("me/messages/email/", views.by_email, name="messages_email"),
    path("me/messages/<int:pk>/", views.message, name="message"),
]
