"""Stands before Wagtail's own addresses: its images and documents are nowhere, since the library is the only one."""

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import re_path


def nowhere(request: HttpRequest) -> NoReturn:
    """404, for everybody and every method."""
    raise Http404


urlpatterns = [
    re_path(r"^(?:images|documents|collections)/", nowhere),
    re_path(r"^api/main/(?:images|documents)/", nowhere),
]
