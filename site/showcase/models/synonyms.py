"""Words that mean the same to a searcher: rows that editors keep."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from zh.fold import fold


class Synonyms(models.Model):
    """One group of words, parted by spaces: whoever asks for one of them finds all of them."""

    words = models.CharField(
        _("words that mean the same"),
        max_length=300,
        unique=True,
        help_text=_("At least two, parted by spaces. Whoever searches for one of them finds all of them."),
    )

    class Meta:
        ordering = ["words"]
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Raises ValidationError where fewer than two different words are left."""
        if len({fold(word) for word in self.words.split()} - {""}) < 2:
            raise ValidationError({"words": _("Please give at least two different words, parted by spaces.")})
