"""`manage.py serve` says where it is and how to get in. That it serves is tried by the gate, as a whole."""

import socket
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from config.management.commands.serve import Command


@pytest.fixture
def announcement(db: None):
    def announce() -> list[str]:
        out = StringIO()
        Command(stdout=out)._announce()
        return out.getvalue().split("\n")

    return announce


@pytest.fixture
def address(settings) -> str:
    settings.PUBLIC_ADDRESS = "https://works.example"
    return settings.PUBLIC_ADDRESS


def test_used_port_is_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        with pytest.raises(CommandError) as caught:
            call_command("serve", prepare_only=True)

    assert str(caught.value) == (
        f"Port {port} on 127.0.0.1 cannot be used (Address already in use). "
        f"Stop what uses it, or choose another: PORT={port + 1} make run"
    )


def test_demo_is_announced_with_its_accounts_and_password(
    announcement, address: str, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = True
    monkeypatch.setenv("DEMO_PASSWORD", "shan-shui-88")
    User.objects.create_user("curator")

    assert announcement()[1:4] == [
        "翰墨 Hanmo: https://works.example/  (the admin: https://works.example/admin/)",
        "Demo accounts: contributor, liaison, curator, first, second, final, secrecy, admin, auditor",
        "Their password: shan-shui-88",
    ]


def test_random_password_is_read_from_where_it_is_kept(
    announcement, address: str, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = True
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    User.objects.create_user("curator")
    kept = settings.VAR / "demo-password"
    kept.write_text("mo-yan-2021\n")

    try:
        assert announcement()[3] == "Their password: mo-yan-2021"
    finally:
        kept.unlink()


@pytest.mark.parametrize(("place", "named"), [("", ""), ("/srv/our court", "HANMO_VAR='/srv/our court' ")])
def test_empty_service_says_how_the_first_administrator_is_made(
    announcement, address: str, settings, monkeypatch: pytest.MonkeyPatch, place: str, named: str
) -> None:
    settings.DEMO = False
    monkeypatch.setenv("HANMO_VAR", place)

    assert announcement()[2:4] == [
        "There is no administrator yet. Make one, in a second terminal:",
        f"  {named}.venv/bin/python manage.py createsuperuser",
    ]


def test_service_with_an_administrator_says_nothing_of_accounts(announcement, address: str, settings) -> None:
    settings.DEMO = False
    User.objects.create_superuser("admin")

    assert announcement()[2] == "Ctrl-C stops it."
