"""Write the indexes of public works and of the library anew."""

from typing import Any

from django.core.management.base import BaseCommand

from media_library import searching
from showcase import search


class Command(BaseCommand):
    help = "Writes the search index of all public works anew, from their releases, and that of all files."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how much is findable."""
        works, files = search.rebuild(), searching.rebuild()
        self.stdout.write(f"{works} works and {files} files are in the search index.")
