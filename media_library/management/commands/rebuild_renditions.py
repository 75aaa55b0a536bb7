"""``manage.py rebuild_renditions [UID …]``: derive again what was derived."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from media_library import fixity
from media_library.models import Asset


class Command(BaseCommand):
    """Asks the worker; what pages show stays until it is replaced."""

    help = "Ask for every rendition (or those of the given assets) to be derived again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("uid", nargs="*", type=UUID, help="an asset's uid; all where none is given")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = None
        if options["uid"]:
            chosen = list(Asset.objects.filter(uid__in=options["uid"]))
            if missing := set(options["uid"]) - {asset.uid for asset in chosen}:
                raise CommandError(f"no such asset: {', '.join(map(str, sorted(missing)))}")
        self.stdout.write(
            f"{fixity.rebuild(iter(chosen) if chosen else None)} assets are asked to be derived again"
        )
