"""``manage.py check_public``: is what stands in the public store exactly what is released?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from curation import publicfiles, releasing


class Command(BaseCommand):
    """Compare the public store with the live releases, both ways; exit 1 where they differ."""

    help = "Compare the public store with the live releases, both ways; --mend removes strangers and copies anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--mend", action="store_true", help="delete what is not released, copy what is missing"
        )

    def handle(self, *args: Any, mend: bool = False, **options: Any) -> None:
        strangers, missing = publicfiles.check()
        for token in strangers:
            self.stdout.write(f"not released: {token}")
        for path in missing:
            self.stdout.write(f"missing: {path}")
        if mend:
            releasing.mend_store("public")
            strangers, missing = publicfiles.check()
        if strangers or missing:
            raise CommandError(
                f"{len(strangers)} folders too many, {len(missing)} files missing", returncode=1
            )
        self.stdout.write("the public store is exactly what is released")
