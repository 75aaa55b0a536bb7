"""What the forms of sending and signing say, read from a request."""

import datetime as dt
import re

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from curation.errors import NotPossible
from curation.models import ReviewClass


def asked_class(request: HttpRequest) -> ReviewClass | None:
    """The class that was chosen; none where nobody was asked."""
    code = request.POST.get("class", "")
    return get_object_or_404(ReviewClass, code=code, corrections=False) if code else None


def asked_moment(request: HttpRequest, name: str) -> dt.datetime | None:
    """A time in the court's clock; none where none was given. Raises NotPossible for what is none."""
    given = request.POST.get(name, "")
    if not given:
        return None
    try:
        moment = parse_datetime(given)
    except ValueError:
        moment = None
    if moment is None or not dt.MINYEAR < moment.year < dt.MAXYEAR:  # the same moment elsewhere has no year
        raise NotPossible(_("Please give day and time, as 2026-07-01 09:00."))
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def shown_works(request: HttpRequest) -> list[tuple[int, str, str]]:
    """(review, stage's code, digest) of each work that was on the screen. Raises Http404 for what no screen wrote."""
    found = []
    for shown in request.POST.getlist("work"):
        parts = re.fullmatch(r"(\d{1,18}):([-\w]{1,20}):([0-9a-f]{64})", shown)
        if parts is None:
            raise Http404
        found.append((int(parts[1]), parts[2], parts[3]))
    return found
