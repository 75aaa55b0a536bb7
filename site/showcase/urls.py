"""The public face."""

from django.urls import path

from showcase.views.exhibitions import exhibition, exhibitions
from showcase.views.home import home
from showcase.views.people import people, person
from showcase.views.reading import reading
from showcase.views.search import results, suggestions
from showcase.views.units import unit_works, units
from showcase.views.work import chapters, said, work
from showcase.views.works import works

urlpatterns = [
    path("", home, name="home"),
    path("works/", works, name="works"),
    path("works/<slug:slug>/", work, name="work"),
    path("works/<slug:slug>/chapters.vtt", chapters, name="work_chapters"),
    path("works/<slug:slug>/transcript/", said, name="work_transcript"),
    path("exhibitions/", exhibitions, name="exhibitions"),
    path("exhibitions/<slug:slug>/", exhibition, name="exhibition"),
    path("people/", people, name="people"),
    path("people/<int:pk>/", person, name="person"),
    path("units/", units, name="units"),
    path("units/<int:pk>/", unit_works, name="unit_works"),
    path("search/", results, name="search"),
    path("search/suggest/", suggestions, name="search_suggestions"),
    path("type/", reading, name="reading"),
]
