"""A stranger walks every address of a work that is not public: before its release, in review, after its withdrawal."""

import uuid

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from curation.drafting import draft
from curation.models import Draft
from curation.reviewing import open_review, sign
from showcase.models import Release, WorkPage
from tests.curation.conftest import withdraw

TITLE = "晨光里的法庭"
LISTS = [
    "/",
    "/works/",
    "/works/?kind=photograph",
    "/plan/",
    "/search/?q=晨光",
    "/search/?q=晨光&format=json",
    "/search/suggest/?q=晨光",
    "/feeds/works.xml",
    "/feeds/lectures.xml",
    "/sitemap.xml",
]


def signed(page: WorkPage, court, parts: tuple[str, ...]) -> None:
    review = open_review(page, by=court.curator)
    for part in parts:
        sign(review, part, by=getattr(court, part))


@pytest.fixture(params=["draft", "in review", "withdrawn"])
def hidden(request, accepted, court, work_off) -> WorkPage:
    """A work that is not public, at each stage where it might leak."""
    page = draft(accepted, by=court.curator)
    if request.param == "in review":
        signed(page, court, ("first", "second", "secrecy"))
    if request.param == "withdrawn":
        signed(page, court, ("first", "second", "secrecy", "final"))
        work_off()
        release = Release.objects.get()
        page.old_files = [
            f"/public/{release.token}/{source['src']}" for source in release.content["media"][0]["webp"]
        ]
        assert Client().get(page.old_files[0]).status_code == 200
        withdraw(page, by=court.curator, reason="作者撤回授权")
    work_off()
    return page


def addresses_of(page: WorkPage) -> list[str]:
    """Every address that belongs to the work or to its files."""
    asset = page.media.get().asset
    renditions = [
        reverse("private-rendition", args=[asset.uid, each.name]) for each in asset.renditions.all()
    ]
    submission = Draft.objects.get(page=page).submission
    revision = page.get_latest_revision()
    wagtails = [
        f"/admin/api/main/pages/{page.pk}/",
        f"/admin/pages/{page.pk}/edit/preview/",
        f"/admin/pages/{page.pk}/usage/",
        f"/admin/pages/{page.pk}/revisions/{revision.pk}/view/",
        f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/",
        f"/admin/library/choose/chosen/{asset.pk}/",
        f"/documents/{asset.pk}/{asset.name}",
        f"/images/{asset.pk}/{asset.name}",
        f"/api/v2/pages/{page.pk}/",
        f"/api/v3/pages/{page.pk}/",
        f"/_util/authenticate_with_password/1/{page.pk}/",
        page.url_path,
    ]
    encoded = [f"/public/..%2f..%2fprivate%2foriginals%2f{asset.uid}", f"/public/{'0' * 32}/../{asset.uid}"]
    return [
        reverse("work", args=[page.slug]),
        f"/en/works/{page.slug}/",
        reverse("private-original", args=[asset.uid]),
        reverse("asset-state", args=[asset.uid]),
        *renditions,
        f"/media/{asset.original_path}/",
        f"/private/{asset.original_path}/",
        f"/public/{asset.original_path}/",
        f"/static/../var/private/{asset.original_path}/",
        *encoded,
        *getattr(page, "old_files", []),
        *wagtails,
        *(f"/{place}/{submission.uid}/" for place in ("me", "en/me", "unit", "admin/submissions")),
        f"/me/{submission.uid}/preview/",
        reverse("library_asset", args=[asset.uid]),
        reverse("curation_work", args=[page.pk]),
        reverse("curation_preview", args=[page.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
    ]


@pytest.mark.parametrize("method", ["get", "head"])
def test_no_address_of_a_hidden_work_answers(hidden, client, method):
    answers = {address: getattr(client, method)(address).status_code for address in addresses_of(hidden)}

    assert {address: code for address, code in answers.items() if code not in {302, 400, 404, 410}} == {}


def test_conditional_requests_learn_nothing(hidden, client):
    headers = {
        "If-None-Match": "*",
        "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT",
        "Range": "bytes=0-1",
    }

    codes = {client.get(address, headers=headers).status_code for address in addresses_of(hidden)}

    assert codes <= {302, 400, 404, 410}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_list_speaks_of_a_hidden_work(hidden, client, prefix):
    for address in LISTS:
        response = client.get(prefix + address if not address.startswith(("/feeds", "/sitemap")) else address)

        text = b"".join(response.streaming_content) if response.streaming else response.content
        # The search page repeats what was asked, never a title.
        assert TITLE not in text.decode(), address
        assert hidden.slug not in text.decode(), address


def test_another_contributor_learns_no_more_than_a_stranger(hidden, client, court):
    client.force_login(type(court.contributor).objects.create_user("20002"))

    answers = {address: client.get(address).status_code for address in addresses_of(hidden)}

    assert {address: code for address, code in answers.items() if code not in {302, 400, 404, 410}} == {}


def test_the_public_folder_is_empty(hidden):
    public = storages["public"]

    assert not public.exists("") or public.listdir("")[0] == []


def test_a_made_up_asset_and_a_real_one_look_the_same(hidden, client):
    real = client.get(reverse("private-original", args=[hidden.media.get().asset.uid]))
    made_up = client.get(reverse("private-original", args=[uuid.uuid4()]))

    assert (real.status_code, len(real.content)) == (made_up.status_code, len(made_up.content))
