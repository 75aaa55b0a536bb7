"""``manage.py rebuild_tallies [--check]``: the figures of the plan, counted anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from curation import counting


class Command(BaseCommand):
    """Count the works of each item and unit anew, or only say whether the figures are true."""

    help = "Count the works of each item and unit of the plan anew; --check only compares (exit 1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; exit 1 where they differ.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            self.stdout.write(f"{counting.rebuild()} tallies written.")
        elif different := counting.differences():
            raise CommandError(f"{different} tallies differ; `manage.py rebuild_tallies` mends them.")
        else:
            self.stdout.write("The tallies agree with the works.")
