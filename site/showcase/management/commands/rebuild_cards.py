"""``manage.py rebuild_cards [--check]``: the cards and counts of lists anew, from the releases."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from showcase.rebuilding import differences, rebuild


class Command(BaseCommand):
    """Write the projections anew, or only say whether they are true."""

    help = "Write the cards and counts of lists anew from the live releases; --check only compares (exit 1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; exit 1 where they differ.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            found = differences()
            for line in found:
                self.stdout.write(line)
            if found:
                raise CommandError(f"{len(found)} differences; `manage.py rebuild_cards` mends them.")
            self.stdout.write("Cards and counts agree with the releases.")
            return
        self.stdout.write(f"{rebuild()} cards written.")
