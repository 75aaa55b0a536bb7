"""The word list that the institution keeps; it is shipped empty."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Word(models.Model):
    """``exceptions``: phrases, one a line, in which the word is right."""

    class Level(models.TextChoices):
        """How much it matters."""

        SERIOUS = "serious", _("serious")
        LIKELY = "likely", _("likely wrong")
        STYLE = "style", _("style")

    wrong = models.CharField(_("wrong"), max_length=40, unique=True)
    right = models.CharField(_("right"), max_length=80, blank=True)
    level = models.CharField(_("level"), max_length=8, choices=Level.choices, default=Level.LIKELY)
    note = models.CharField(_("note"), max_length=200, blank=True)
    exceptions = models.TextField(
        _("exceptions"), blank=True, help_text=_("Phrases in which the word is right, one on each line.")
    )

    class Meta:
        ordering = ["wrong"]
        verbose_name = _("word to check")
        verbose_name_plural = _("words to check")

    def __str__(self) -> str:
        return f"{self.wrong} → {self.right}"

    @property
    def phrases(self) -> list[str]:
        """The exceptions, each once."""
        return list(dict.fromkeys(line.strip() for line in self.exceptions.splitlines() if line.strip()))

    def clean(self) -> None:
        """An exception holds the word; the right form is another than the wrong one."""
        self.wrong, self.right = self.wrong.strip(), self.right.strip()
        if not self.wrong:
            raise ValidationError({"wrong": gettext("Please fill in the wrong form.")})
        if self.wrong == self.right:
            raise ValidationError({"right": gettext("The right form is the same as the wrong one.")})
        if strange := next((phrase for phrase in self.phrases if self.wrong not in phrase), None):
            told = gettext("The exception “%(phrase)s” does not contain the word.") % {"phrase": strange}
            raise ValidationError({"exceptions": told})
