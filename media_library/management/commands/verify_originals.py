"""``manage.py verify_originals``: re-read every stored file against its SHA-256."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from media_library import fixity
from media_library.models import Asset, Rendition
from media_library.storage import StoreAway


class Command(BaseCommand):
    """Exit 1 with a list where a file differs or is missing; damaged renditions are asked to be made again."""

    help = "Re-read every stored file against its SHA-256; exit 1 and a list where one differs or is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            originals = list(fixity.verify_originals())
            renditions = list(fixity.verify_renditions())
        except StoreAway as away:
            raise CommandError(
                f"The store does not answer, so nothing is known: {away}", returncode=2
            ) from away
        for fault in originals + renditions:
            self.stdout.write(str(fault))
        broken = {fault.asset.pk for fault in originals}
        # What stands on a damaged original cannot be made again from it.
        again = {fault.asset.pk: fault.asset for fault in renditions if fault.asset.pk not in broken}
        fixity.rebuild(iter(again.values()))
        if originals or renditions:
            raise CommandError(
                f"{len(originals)} originals and {len(renditions)} renditions are damaged; "
                f"{len(again)} assets are asked to be derived again",
                returncode=1,
            )
        self.stdout.write(
            f"{Asset.objects.count()} originals and {Rendition.objects.count()} renditions, all as they were"
        )
