"""How many works are public, by facet: a projection, so that a list of 100,000 counts nothing."""

from django.db import models


class WorkCount(models.Model):
    """``showcase.facets`` is the only writer; ``manage.py rebuild_cards`` counts anew.

    ``facet`` is ``all`` (value 0), ``kind``, ``unit``, ``item`` (value: its key) or ``year``. ``within`` is a kind's
    key, or 0 for all kinds together.
    """

    within = models.BigIntegerField(default=0)
    facet = models.CharField(max_length=4)
    value = models.BigIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["within", "facet", "value"], name="work_count_once")]

    def __str__(self) -> str:
        return f"{self.within}/{self.facet}={self.value}: {self.number}"
