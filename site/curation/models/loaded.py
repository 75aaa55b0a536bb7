"""Which line of a file of existing works became which page."""

from django.db import models

from showcase.models import WorkPage


class LoadedLine(models.Model):
    """Written with the page, so that a load that was cut off goes on where it stood and nothing comes twice."""

    key = models.CharField(max_length=64, unique=True, help_text="SHA-256 over what the line says")
    page = models.OneToOneField(WorkPage, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.key[:12]} → {self.page_id}"
