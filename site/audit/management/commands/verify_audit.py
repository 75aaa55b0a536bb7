"""``manage.py verify_audit``: walk the hash chain."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit import heads
from audit.models import Entry
from audit.trail import broken_links


class Command(BaseCommand):
    """Walk the audit trail from its first entry; exit 1 at the first broken link, or where its end was cut off."""

    help = "Verify the hash chain of the audit trail; exit 1 at the first broken link."

    def handle(self, *args: Any, **options: Any) -> None:
        for entry, what in broken_links():
            raise CommandError(f"entry {entry.pk} ({entry}): {what}", returncode=1)
        for pk, what in heads.missing():
            raise CommandError(f"entry {pk}: {what}", returncode=1)
        heads.write_down()
        self.stdout.write(f"{Entry.objects.count()} entries, every link holds")
