"""Existing works in bulk, one JSON object a line."""

import getpass
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Unit
from campaigns.models import Kind
from curation.lines import BadLine, Line, read_line
from curation.loading import BATCH, Attested, already_loaded, finish, load_batch
from curation.loadingfiles import take_files
from media_library.models import Asset


class Command(BaseCommand):
    help = (
        "Loads existing works from a file of lines, one JSON object each: kind, title, authors, unit, text, created, "
        "files. They become drafts; with --publish they are released on an earlier approval that the operator "
        "attests. What was loaded before is left alone, so a load that was cut off can be run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and for works released before who attests it."""
        parser.add_argument("file", metavar="FILE.jsonl", type=Path)
        parser.add_argument("--publish", action="store_true", help="the works were released before")
        parser.add_argument(
            "--approval", default="", help="the earlier approval, as it shall be shown: a number, a date"
        )
        parser.add_argument("--operator", default="", help="who answers for it; else the console's account")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load in batches; say at the end what was loaded and which lines were not, each by its number."""
        path: Path = options["file"]
        operator = (options["operator"].strip() or _whoever_sits_here())[:120]
        approval = options["approval"].strip()[:300] or _("released before, as the operator attests")
        if not path.is_file():
            raise CommandError(_("There is no file %(path)s.") % {"path": path})
        attested = Attested(operator, approval) if options["publish"] else None
        loaded, before, bad = 0, 0, 0
        unused: Counter[str] = Counter()
        units = set(Unit.objects.values_list("name", flat=True))
        for good, wrong in _batches(path):
            unread = len(wrong)
            standing = already_loaded(good)
            assets: dict[str, list[Asset]] = {}
            for line in good:
                unused.update(line.unused)
                if line.files and line.key not in standing:
                    try:
                        assets[line.key] = take_files(line, operator)
                    except BadLine as error:
                        wrong.append((line.number, str(error)))
            ready = [line for line in good if line.key in assets or not line.files]
            new = self._load(ready, assets, operator, attested, wrong)
            loaded += new
            # Loaded by an earlier run, or by an earlier line that says the same.
            before += len(good) - new - (len(wrong) - unread)
            for number, sentence in sorted(wrong):
                self.stderr.write(
                    _("Line %(number)s: %(sentence)s") % {"number": number, "sentence": sentence}
                )
            bad += len(wrong)
            if options["verbosity"] > 1:
                self.stdout.write(f"{loaded} …")
        finish()
        self._report(loaded, before, bad, unused)
        # A name that is misspelt makes a unit of its own: let it be seen.
        if made := sorted(set(Unit.objects.values_list("name", flat=True)) - units):
            self.stdout.write(_("New units were made: %(names)s.") % {"names": "、".join(made)})

    def _load(
        self,
        lines: list[Line],
        assets: dict[str, list[Asset]],
        operator: str,
        attested: Attested | None,
        wrong: list[tuple[int, str]],
    ) -> int:
        """Load a batch; where the database refuses it, line by line, so that one line loses no other."""
        try:
            return load_batch(lines, assets, operator, attested)
        except DatabaseError:
            loaded = 0
            for line in lines:
                try:
                    loaded += load_batch([line], assets, operator, attested)
                except DatabaseError as error:
                    wrong.append((line.number, _("The database refuses it: %(why)s") % {"why": error}))
            return loaded

    def _report(self, loaded: int, before: int, bad: int, unused: Counter[str]) -> None:
        self.stdout.write(
            ngettext("%(n)s work was loaded.", "%(n)s works were loaded.", loaded) % {"n": loaded}
        )
        if before:
            self.stdout.write(
                ngettext("%(n)s was loaded before.", "%(n)s were loaded before.", before) % {"n": before}
            )
        if bad:
            self.stdout.write(
                ngettext(
                    "%(n)s line was not loaded; see above.", "%(n)s lines were not loaded; see above.", bad
                )
                % {"n": bad}
            )
        for name, count in sorted(unused.items()):
            self.stdout.write(
                _("The field “%(name)s” of %(n)s lines is not used.") % {"name": name, "n": count}
            )


def _whoever_sits_here() -> str:
    """The account of the console; a container may have none with a name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "console"


def _batches(path: Path) -> Iterator[tuple[list[Line], list[tuple[int, str]]]]:
    """Lines that can be loaded, two hundred at a time, and with them the numbers of those that cannot, with why."""
    kinds = {kind.code: kind for kind in Kind.objects.all()}
    good: list[Line] = []
    wrong: list[tuple[int, str]] = []
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            try:
                text = raw.decode("utf-8-sig").strip()
                if text:
                    good.append(read_line(number, text, kinds, path.parent))
            except UnicodeDecodeError:
                wrong.append((number, _("This line is not UTF-8.")))
            except BadLine as error:
                wrong.append((number, str(error)))
            if len(good) + len(wrong) >= BATCH:
                yield good, wrong
                good, wrong = [], []
    if good or wrong:
        yield good, wrong
