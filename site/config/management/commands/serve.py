"""``manage.py serve``: the whole service from one terminal, web server and worker together."""

import os
import shlex
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from config import ROOT, env
from config.demo import people
from config.supervisor import Program, keep_running

#: The package of hls.js brings thirty megabytes, of which pages load one file.
UNUSED = ["hls.js*", "hls.light*", "hls.worker*", "hls-demo*", "*.mjs", "*.mjs.map", "*.d.ts", "*.d.mts"]


class Command(BaseCommand):
    """Bring the database and the static files up to date, load the demo, then serve until stopped."""

    help = "Prepare the service and run its web server and its worker until stopped."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare-only", action="store_true", help="Prepare everything, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = env.text("HOST", "127.0.0.1"), env.number("PORT", 8000)
        _refuse_used_port(host, port)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)
        if settings.DEMO:
            call_command("load_demo", verbosity=0)  # the accounts are told below
        if options["prepare_only"]:
            return
        self._announce()
        # Both get the same address, so that links made by the worker lead to the web server.
        os.environ |= {"HOST": host, "PORT": str(port), "PUBLIC_ADDRESS": settings.PUBLIC_ADDRESS}
        web = Program("web server", [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py")])
        worker = Program("worker", [sys.executable, str(ROOT / "manage.py"), "work"])
        keep_running([web, worker], say=self._say)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _announce(self) -> None:
        lines = ["", f"翰墨 Hanmo: {settings.PUBLIC_ADDRESS}/  (the admin: {settings.PUBLIC_ADDRESS}/admin/)"]
        if settings.DEMO and User.objects.filter(username__in=people.SIGN_IN).exists():
            lines += [f"Demo accounts: {', '.join(people.SIGN_IN)}", f"Their password: {people.password()}"]
        elif not User.objects.filter(is_superuser=True).exists():
            lines += [
                "There is no administrator yet. Make one, in a second terminal:",
                f"  {_in_the_same_place()}",
            ]
        self._say("\n".join([*lines, "Ctrl-C stops it.", ""]))


def _in_the_same_place() -> str:
    """The command that makes an administrator; without HANMO_VAR it would make one for another service."""
    place = os.environ.get("HANMO_VAR")
    return (
        f"HANMO_VAR={shlex.quote(place)} " if place else ""
    ) + ".venv/bin/python manage.py createsuperuser"


def _refuse_used_port(host: str, port: int) -> None:
    """Raises CommandError where another program listens on the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error.strerror}). "
                f"Stop what uses it, or choose another: PORT={port + 1} make run"
            ) from error
