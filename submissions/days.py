"""Days as people say them: today, yesterday, Tuesday, 18 June."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def day(moment: dt.datetime) -> str:
    """The day of a past moment, as seen from today in Asia/Shanghai; of today also the time."""
    local, now = timezone.localtime(moment), timezone.localtime()
    ago = (now.date() - local.date()).days
    if ago <= 0:
        return _("today %(time)s") % {"time": f"{local:%H:%M}"}
    if ago == 1:
        return _("yesterday")
    if ago < 7:
        return date_format(local, "l")
    if local.year == now.year:
        return date_format(local, pgettext("a day of this year, as Django writes dates", "j F"))
    return date_format(local, pgettext("a day of another year, as Django writes dates", "j F Y"))
