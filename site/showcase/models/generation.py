"""A number that goes up whenever something public changes."""

from django.db import models


class Generation(models.Model):
    """One row. ``showcase.generation`` is the only writer; keys of kept pages contain it."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
