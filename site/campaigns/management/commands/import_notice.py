"""``manage.py import_notice FILE [--json] [--create]``: the plan that a notice proposes, or the plan itself."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.notice.as_json import as_json
from campaigns.notice.outline import outline
from campaigns.notice.reader import read
from campaigns.notice.source import UnreadableNotice, text_of
from campaigns.planning import NotAPlan, create


class Command(BaseCommand):
    """Reads a notice and prints the proposed plan, for people or as data."""

    requires_system_checks = []
    help = "Read a notice (.txt, .docx, or - for standard input) and print the plan it proposes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and how to print."""
        parser.add_argument("file", help="a .txt or .docx file, or - for standard input")
        parser.add_argument("--json", action="store_true", help="print the plan as data")
        parser.add_argument("--create", action="store_true", help="create the plan as it was read")
        parser.add_argument("--by", metavar="STAFF_NUMBER", help="with --create: on whose behalf")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the proposal; a file that cannot be read ends with one sentence and exit code 1."""
        try:
            name = "" if options["file"] == "-" else Path(options["file"]).name
            proposal = read(text_of(_bytes_of(options["file"]), name))
        except UnreadableNotice as problem:
            raise CommandError(str(problem)) from problem
        if options["create"]:
            try:
                campaign = create(proposal, by=_account(options["by"]))
            except NotAPlan as problem:
                raise CommandError(str(problem)) from problem
            self.stderr.write(_("Created: %(title)s") % {"title": campaign.title})
        if options["json"]:
            self.stdout.write(json.dumps(as_json(proposal), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(outline(proposal))


def _account(number: str | None) -> User | None:
    if number is None:
        return None
    try:
        return User.objects.get(username=number)
    except User.DoesNotExist:
        raise CommandError(_("Nobody has the staff number %(number)s.") % {"number": number}) from None


def _bytes_of(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as problem:
        raise CommandError(f"{name}: {problem.strerror}") from problem
