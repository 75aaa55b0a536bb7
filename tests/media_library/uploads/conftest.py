"""Contributors who send files, each with a tus client."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import UserFactory
from tests.media_library.uploads.tus import Tus


@pytest.fixture
def owner(db: None) -> Any:
    """Somebody who sends files."""
    return UserFactory()


@pytest.fixture
def tus(owner: Any, client: Client) -> Tus:
    """The owner's client."""
    client.force_login(owner)
    return Tus(client)


@pytest.fixture
def stranger(db: None) -> Tus:
    """Another contributor's client."""
    client = Client()
    client.force_login(UserFactory())
    return Tus(client)


@pytest.fixture(autouse=True)
def _no_uploads_left() -> Iterator[None]:
    yield
    shutil.rmtree(settings.VAR / "uploads", ignore_errors=True)
