"""What is released is found by visitors, and what is withdrawn is found nowhere."""

from curation.drafting import draft
from curation.reviewing import open_review, sign
from tests.curation.conftest import withdraw

PLACES = ("/feeds/works.xml", "/sitemap.xml", "/search/")


def found(client, title):
    return client.get("/search/", {"q": title, "format": "json"}).json()["total"]


def test_a_work_is_found_from_its_release_to_its_withdrawal(accepted, court, work_off, client):
    page = draft(accepted, by=court.curator)
    review = open_review(page, by=court.curator)
    assert found(client, page.title) == 0
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    work_off()
    public = [client.get(place, {"q": page.title}).content.decode() for place in PLACES]

    assert found(client, page.title) == 1
    assert all(page.slug in text for text in public)

    withdraw(page, by=court.curator, reason="作者撤回授权")
    public = [client.get(place, {"q": page.title}).content.decode() for place in PLACES]

    assert found(client, page.title) == 0
    assert not any(page.slug in text for text in public)
    assert client.get("/search/suggest/", {"q": page.title}).json() == {"suggestions": []}
