"""The notice, its plan, and browsers signed in as the people who work with it."""

from pathlib import Path

import pytest

from campaigns.models import Campaign, Item
from campaigns.notice.reader import read
from campaigns.planning import create
from tests.factories import UserFactory

NOTICE = (Path(__file__).parent / "notice" / "notice.txt").read_text()


@pytest.fixture
def notice() -> str:
    return NOTICE


@pytest.fixture
def curator(db):
    return UserFactory(curator=True)


@pytest.fixture
def as_curator(client, curator):
    """A browser signed in as a curator."""
    client.force_login(curator)
    return client


@pytest.fixture
def plan(db) -> Campaign:
    """The notice's plan, shown to visitors."""
    campaign = create(read(NOTICE), by=None)
    Campaign.objects.update(public=True)
    campaign.refresh_from_db()
    return campaign


@pytest.fixture
def items(plan) -> dict[str, Item]:
    """The plan's items by number."""
    return {item.label: item for item in Item.objects.filter(group__campaign=plan).select_related("group")}
