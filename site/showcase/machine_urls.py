"""Addresses for machines: one form, without a language."""

from django.urls import path

from showcase.feeds import LecturesFeed, WorksFeed
from showcase.sitemap import sitemap
from showcase.views.emblem import emblem
from showcase.views.manifest import work_manifest

urlpatterns = [
    path("works/<slug:slug>/manifest.json", work_manifest, name="work_manifest"),
    path("feeds/works.xml", WorksFeed(), name="feed_works"),
    path("feeds/lectures.xml", LecturesFeed(), name="feed_lectures"),
    path("emblem/<slug:digest>.webp", emblem, name="emblem"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
