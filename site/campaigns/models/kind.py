"""The kinds of works are rows, so that a new kind is added by a person; four families are code."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

#: What many works of a kind are called in English; a name that does not stand here is said of one and of many.
MANY = {
    "Essay": "Essays",
    "Lecture": "Lectures",
    "Activity record": "Activity records",
    "Screening record": "Screening records",
}


class Family(models.TextChoices):
    """What a kind is made of: chooses form, ingest and template."""

    PICTURES = "pictures", _("pictures")
    TEXT = "text", _("text")
    RECORDING = "recording", _("recording")
    RECORD = "record", _("record")


class Kind(models.Model):
    """A kind of work: calligraphy, essay, lecture, photograph, and what an institution adds.

    ``fields``: a list of ``{"name", "label", "label_en", "type": "text|long|choice|many|date|number", "choices": [...],
    "required": bool, "public": bool, "more": bool, "help", "help_en"}``; ``campaigns.fields`` reads and validates it.
    ``limits``: ``{"files_min": 1, "files_max": 8, "text_min": 0, "text_max": 3000, "set_min": 4,
    "edge_min": 3000, "minutes_min": 15, "minutes_max": 30, "formats": ["JPEG", …]}``.
    """

    code = models.SlugField(_("code"), unique=True)
    prefix = models.CharField(_("prefix of numbers"), max_length=6, unique=True, help_text="sf: sf-2021-0007")
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=40)
    family = models.CharField(_("family"), max_length=12, choices=Family.choices)
    fields = models.JSONField(_("fields"), default=list, blank=True)
    limits = models.JSONField(_("limits"), default=dict, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("kind of work")
        verbose_name_plural = _("kinds of works")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if (get_language() or "").startswith("en") else self.name

    @property
    def many(self) -> str:
        """The name of many such works, as a heading or a choice says it, in the reader's language."""
        return MANY.get(self.label, self.label)
