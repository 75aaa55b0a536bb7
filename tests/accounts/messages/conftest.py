"""A mail server and a robot's gateway that run during a test."""

from collections.abc import Iterator

import pytest

from accounts.messages import robots
from tests.accounts.messages.servers import Gateway, Postman, running


@pytest.fixture
def postman(settings) -> Iterator[Postman]:
    with running(Postman()) as server:
        settings.EMAIL_URL = "smtp://127.0.0.1"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = 0.5
        yield server


@pytest.fixture
def gateway(settings, monkeypatch) -> Iterator[Gateway]:
    settings.WEBHOOK_SCHEMES = ["https", "http"]
    monkeypatch.setattr(robots, "SECONDS", 0.5)
    with running(Gateway()) as server:
        yield server
