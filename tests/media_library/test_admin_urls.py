"""There is one library: Wagtail's images and documents are nowhere in the admin."""

import pytest
from django.test import Client

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NOWHERE = [
    "images/",
    "images/add/",
    "images/chooser/",
    "images/1/preview/original/",
    "documents/",
    "documents/multiple/add/",
    "documents/chooser/",
    "collections/",
    "collections/add/",
    "api/main/images/",
    "api/main/documents/1/",
]


@pytest.fixture
def superuser() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.mark.parametrize("path", NOWHERE)
def test_wagtails_screens_of_images_and_documents_are_not_there(superuser: Client, path: str):
    assert (superuser.get(f"/admin/{path}").status_code, superuser.post(f"/admin/{path}").status_code) == (
        404,
        404,
    )


def test_no_menu_and_no_count_leads_to_them(superuser: Client):
    pages = [superuser.get(path).content.decode() for path in ("/admin/", "/admin/library/")]

    for page in pages:
        assert [
            address
            for address in ("/admin/images/", "/admin/documents/", "/admin/collections/")
            if f'"{address}"' in page
        ] == []
