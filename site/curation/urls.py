"""What visitors reach of curation: reporting a mistake, and following the report."""

from django.urls import path

from curation.mistake_views import mistake, mistake_answer

urlpatterns = [
    path("works/<slug:slug>/mistake/", mistake, name="mistake"),
    path("mistakes/<slug:token>/", mistake_answer, name="mistake_answer"),
]
