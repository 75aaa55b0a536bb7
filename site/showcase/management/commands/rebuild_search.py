"""Write the index of public works anew."""

from typing import Any

from django.core.management.base import BaseCommand

from showcase import search


class Command(BaseCommand):
    help = "Writes the search index of all public works anew, from their releases."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how many works are findable."""
        self.stdout.write(f"{search.rebuild()} works are in the search index.")
