"""From the question to the tombstone, on the screens."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from curation.models import Takedown


def test_screens_from_question_to_tombstone(public_work, court, client):
    address = f"/admin/works/{public_work.pk}/takedown/"
    client.force_login(court.curator)
    assert f"/works/{public_work.slug}/" in client.get(address).text
    refused = client.post(address, {"step": "ask", "problem": "fact", "reason": "人名有误"})
    assert refused.status_code == 409
    assert "人名有误</textarea>" in refused.text
    posted = {"problem": "fact", "found": "reader", "found_at": "2021-07-01T09:30", "reason": "人名有误"}
    client.post(address, {"step": "ask", **posted})
    assert client.post(address, {"step": "approve"}).status_code == 409
    assert public_work.title not in client.get("/admin/").text

    client.force_login(court.final)
    assert public_work.title in client.get("/admin/").text
    assert client.post(address, {"step": "approve"}).status_code == 302

    gone = Client().get(f"/works/{public_work.slug}/")
    assert gone.status_code == 410
    assert public_work.title not in gone.text
    assert "人名有误" not in gone.text
    assert public_work.title in client.get("/admin/works/takedowns/").text


@pytest.mark.parametrize("who", ["first", "second"])
def test_who_may_not_finds_no_screen(public_work, court, client, who):
    client.force_login(getattr(court, who))

    assert client.get(f"/admin/works/{public_work.pk}/takedown/").status_code == 404
    assert client.get("/admin/works/takedowns/").status_code == 404


def test_the_list_asks_the_same_for_many(public_work, court, client):
    def row() -> None:
        asked = Takedown.objects.create(
            page=public_work,
            by=court.curator,
            problem="fact",
            found="reader",
            found_at=timezone.now(),
            reason="x",
        )
        rows = Takedown.objects.filter(pk=asked.pk)
        rows.update(decided_by=court.final, decided_at=timezone.now(), answer="y")

    def queries() -> int:
        client.get("/admin/works/takedowns/")
        with CaptureQueriesContext(connection) as context:
            client.get("/admin/works/takedowns/")
        return len(context)

    client.force_login(court.final)
    row()
    with_one = queries()
    for _number in range(9):
        row()

    assert queries() == with_one
