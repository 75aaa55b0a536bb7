"""``manage.py load_demo``: the notice's campaign, demo accounts for each role, works of every kind in every state, an exhibition of them."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo import background, exhibition, journeys, people, plan, words, works
from config.demo.brushes import FontMissing
from config.demo.journeys import JOURNEYS, Journey, Stuck


class Command(BaseCommand):
    """Load the demonstration once. Called again it does what is missing, mostly nothing."""

    help = "Load the demonstration: a campaign, accounts for each role, works of every kind that we made ourselves."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how to sign in. Exit 1 with a sentence where the fonts are missing or a work is stuck."""
        if people.in_real_use():
            self.stdout.write("This service is in use: the demonstration is not loaded into it.")
            return
        password = people.password()
        accounts = people.settle(password)
        words.settle()
        waiting = [journey for journey in JOURNEYS if not journeys.finished(journey)]
        if waiting:
            self.stdout.write(f"Making and loading {len(waiting)} works for the demonstration ...")
            calls = plan.make(accounts["curator"], accounts["s0101"])
            try:
                with _quietly():
                    self._begin([journey for journey in waiting if journeys.begun(journey) is None], calls)
                    background.finish()
                    for journey in waiting:
                        journeys.bring(journey)
            except (FontMissing, Stuck) as problem:
                raise CommandError(str(problem)) from problem
        try:
            with _quietly():
                exhibition.settle()
        except Stuck as problem:
            raise CommandError(str(problem)) from problem
        if options["verbosity"]:
            self.stdout.write(f"Demo accounts: {', '.join(people.SIGN_IN)}\nTheir password: {password}")

    def _begin(self, missing: list[Journey], calls: dict[str, Any]) -> None:
        """Make the files of the works that are missing, and hand each work in as soon as its files stand."""
        folder: Path = settings.VAR / "demo"
        by_key = {journey.key: journey for journey in missing}
        for key, made in works.make_all(folder, list(by_key)):
            journeys.begin(by_key[key], made, calls)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _quietly() -> Iterator[None]:
    """Without a line of the log for every page published."""
    logger = logging.getLogger("wagtail")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
