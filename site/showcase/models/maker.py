"""Who made what is public: a projection of the releases, and nothing that they do not say."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from showcase.models.release import WorkCard


class Maker(models.Model):
    """A name under public works. ``showcase.makers`` is the only writer; the key is the address's number and stays.

    Same names are different makers where their releases name different people (``person``, the key of the register's
    row; an id, so that no query walks there). ``works`` counts what is public now: with 0 there is no page.
    """

    name = models.CharField(_("name"), max_length=300)
    person = models.BigIntegerField(null=True)
    pinyin = models.CharField(max_length=400, help_text="how the name sounds, by which lists are sorted")
    initial = models.CharField(max_length=1, help_text="A to Z, or 其 (其他) for names that begin otherwise")
    works = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["initial", "pinyin", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name", "person"], name="maker_once"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(person=None), name="maker_without_person_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["initial", "pinyin", "id"], condition=models.Q(works__gt=0), name="maker_by_initial"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Credit(models.Model):
    """A maker's part in a public work; gone with its card."""

    card = models.ForeignKey(WorkCard, models.CASCADE, related_name="credits")
    maker = models.ForeignKey(Maker, models.CASCADE, related_name="credits")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["card", "position"]
        constraints = [models.UniqueConstraint(fields=["card", "position"], name="credit_once")]

    def __str__(self) -> str:
        return f"{self.card_id}: {self.maker_id}"
