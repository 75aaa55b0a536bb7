"""What the site says of itself on every page."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _


class House(models.Model):
    """One row. ``curation.house`` is the only writer, when a second person has agreed; no row: all as it comes.

    ``emblem`` holds the picture itself, small, so that it is public by nothing but this row.
    """

    name = models.CharField(gettext_lazy("name of the site"), max_length=40, blank=True)
    name_en = models.CharField(gettext_lazy("English name of the site"), max_length=60, blank=True)
    motto = models.CharField(gettext_lazy("what it is, in one line"), max_length=80, blank=True)
    motto_en = models.CharField(gettext_lazy("the same in English"), max_length=120, blank=True)
    host = models.CharField(gettext_lazy("host"), max_length=120, blank=True)
    host_en = models.CharField(gettext_lazy("host, in English"), max_length=120, blank=True)
    contact = models.CharField(gettext_lazy("contact"), max_length=200, blank=True)
    icp = models.CharField(gettext_lazy("ICP number"), max_length=60, blank=True)
    icp_link = models.URLField(gettext_lazy("link of the ICP number"), blank=True)
    police = models.CharField(gettext_lazy("police registration number"), max_length=60, blank=True)
    police_link = models.URLField(gettext_lazy("link of the police registration"), blank=True)
    today = models.JSONField(gettext_lazy("works for “one work today”"), default=list, blank=True)
    mourning_from = models.DateField(gettext_lazy("grey from"), null=True, blank=True)
    mourning_until = models.DateField(gettext_lazy("grey until"), null=True, blank=True)
    large_type = models.BooleanField(gettext_lazy("large type for whoever has not chosen"), default=False)
    emblem = models.BinaryField(blank=True, default=bytes)
    emblem_digest = models.CharField(max_length=64, blank=True)
    emblem_width = models.PositiveSmallIntegerField(default=0)
    emblem_height = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The site's name in the reader's language."""
        return self._said("name") or _("Hanmo")

    @property
    def line(self) -> str:
        """Name and motto: what a reader of a feed or of the footer sees."""
        if not (self.name or self.motto):
            return _("Hanmo, the works of our people")
        return (
            _("%(name)s, %(motto)s") % {"name": self.label, "motto": self._said("motto")}
            if self.motto
            else self.label
        )

    @property
    def host_label(self) -> str:
        """Who answers for the site."""
        return self._said("host")

    @property
    def mourns(self) -> bool:
        """Whether the pages are grey today; the last day counts to its end."""
        return bool(
            self.mourning_from
            and self.mourning_from <= timezone.localdate() <= (self.mourning_until or dt.date.max)
        )

    def _said(self, field: str) -> str:
        english = (get_language() or "").startswith("en") and getattr(self, f"{field}_en")
        return str(english or getattr(self, field))
