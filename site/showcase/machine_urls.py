"""Addresses for machines: one form, without a language."""

from django.urls import path

from showcase.feeds import LecturesFeed, WorksFeed
from showcase.sitemap import sitemap

urlpatterns = [
    path("feeds/works.xml", WorksFeed(), name="feed_works"),
    path("feeds/lectures.xml", LecturesFeed(), name="feed_lectures"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
