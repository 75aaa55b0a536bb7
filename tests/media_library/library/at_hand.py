"""Who opens the library in its tests, and a file with a picture to see there."""

from django.test import Client

from media_library.models import Asset, Rendition
from tests.factories import AssetFactory, UserFactory


def signed_in(**traits) -> Client:
    """A browser in which somebody with these traits has signed in."""
    client = Client()
    client.force_login(UserFactory(**traits))
    return client


def pictured(**traits) -> Asset:
    """A file of which ingest made the narrowest picture."""
    asset = AssetFactory(**traits)
    Rendition.objects.create(
        asset=asset, role="web", name="web-320.webp", media_type="image/webp", width=320, height=240, size=9
    )
    return asset
