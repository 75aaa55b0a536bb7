"""How many works an item has from a unit: a projection that public and staff pages read."""

from django.db import models

from accounts.models import Unit
from campaigns.models.plan import Item


class Tally(models.Model):
    """``works_in`` counts works sent and not withdrawn by their sender, ``released`` those public now.

    ``campaigns.tallies`` is the only writer; upper layers tell it, and can have it counted anew.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="tallies")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    works_in = models.PositiveIntegerField(default=0)
    released = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "unit"], name="tally_once")]

    def __str__(self) -> str:
        return f"{self.item_id} × {self.unit_id}: {self.works_in}, {self.released}"
