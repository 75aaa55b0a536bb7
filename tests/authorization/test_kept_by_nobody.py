"""Nothing that somebody sees signed in may be kept by a cache in between, at whatever address."""

import pytest

from tests.authorization.addresses import all_addresses
from tests.authorization.cast import gather
from tests.authorization.states import put

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

#: A cache in between may keep these: they are the same for everybody.
SAME_FOR_ALL = {"/feeds/works.xml", "/feeds/lectures.xml", "/sitemap.xml", "/works/<slug:slug>/manifest.json"}


def may_be_kept(headers) -> bool:
    told = {word.strip().partition("=")[0] for word in headers.get("Cache-Control", "").split(",")}
    return not {"private", "no-store"} & told


def test_no_page_of_somebody_may_be_kept(work_off) -> None:
    cast = gather()
    put(cast, "public", work_off)
    kept = set()
    client = cast.sign_in("admin")
    for address, path in sorted(all_addresses(cast).items(), key=lambda each: "logout" in each[0]):
        if may_be_kept(client.get(path).headers):
            kept.add(address)

    assert kept == SAME_FOR_ALL
