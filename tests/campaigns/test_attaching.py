"""What goes with a call: for everybody who is signed in, for no visitor."""

import pytest
from django.http import Http404

from audit.models import Entry
from campaigns.attaching import MOST, attach, detach
from media_library import usage
from media_library.access import may_see
from tests.factories import AssetFactory, CallFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(db):
    return CallFactory()


def test_staff_may_see_what_goes_with_a_call_and_nothing_before_or_after(call, curator) -> None:
    asset, staff = AssetFactory(document=True, owner=curator), UserFactory()
    assert not may_see(staff, asset)

    attach(call, [asset, asset], curator)

    assert may_see(staff, asset)
    staff.is_active = False
    assert not may_see(staff, asset)
    detach(call.attachments.get(), curator)
    assert not may_see(UserFactory(), asset)
    assert list(Entry.objects.values_list("action", flat=True).order_by("pk"))[-2:] == [
        "call.attached",
        "call.detached",
    ]


def test_a_file_that_is_not_checked_is_nobodys(call, curator) -> None:
    asset = AssetFactory(checking=True, owner=curator)
    attach(call, [asset], curator)

    assert not may_see(UserFactory(), asset)
    assert not call.attached.exists()


def test_staff_read_them_on_the_call_and_visitors_do_not(client, call, curator) -> None:
    call.public = True
    call.save()
    asset = AssetFactory(document=True, name="承诺书.docx", owner=curator)
    attach(call, [asset], curator)

    visitor = client.get(f"/calls/{call.slug}/").content.decode()
    assert "承诺书" not in visitor and str(asset.uid) not in visitor
    assert client.get(f"/private/originals/{asset.uid}/").status_code in (302, 404)
    client.force_login(UserFactory())
    page = client.get(f"/calls/{call.slug}/").content.decode()
    assert "承诺书.docx" in page and f"/private/originals/{asset.uid}/" in page


def test_only_curators_attach_and_not_without_end(call, curator) -> None:
    with pytest.raises(Http404):
        attach(call, [AssetFactory()], UserFactory())

    assert attach(call, AssetFactory.create_batch(MOST + 1, owner=curator), curator) == MOST
    with pytest.raises(Http404):
        detach(call.attachments.first(), UserFactory())


def test_the_library_knows_with_which_calls_a_file_goes(call, curator) -> None:
    asset = AssetFactory(owner=curator)
    attach(call, [asset], curator)

    assert call.title in [use.label for use in usage.uses_of(asset)]
    assert usage.in_short([asset.pk]) == {asset.pk: ["随 1 项征集"]}


def test_nobody_hands_out_what_somebody_else_sent_in(call, curator) -> None:
    with pytest.raises(Http404):
        attach(call, [AssetFactory()], curator)

    assert not call.attachments.exists()
