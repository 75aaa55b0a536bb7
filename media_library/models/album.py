"""How the team keeps its files together: albums and tags. ``media_library.library.arranging`` is the only writer."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class Album(models.Model):
    """The files of one event or purpose; a file lies in one album at most.

    ``place``, ``taken`` (2021, 2021-06 or 2021-06-18) and ``photographer`` are said once for all of its photographs.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    place = models.CharField(_("place"), max_length=120, blank=True)
    taken = models.CharField(_("taken when"), max_length=20, blank=True)
    photographer = models.CharField(_("photographer"), max_length=60, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("album")
        verbose_name_plural = _("albums")

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A word of the team's own for files of many albums."""

    name = models.CharField(_("tag"), max_length=40, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name
