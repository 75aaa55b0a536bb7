"""The screens of bundles, in a constant number of queries, closed to whoever has no business there."""

import pytest
from django.urls import reverse

from curation import bundling
from curation.models import Bundle, BundledWork, Part, Review, Stage
from curation.reviewing import sign
from showcase.models import WorkCard
from tests.curation.test_bundling import ALL, reviews, sign_all, states

# Whose session it is and what they hold; the bundle, its works and where they stand; what I can sign, as cards; who
# could sign; the menu and this person's settings.
QUERIES = 35


def form(returned: dict[int, str] | None = None, part: str = "first") -> dict:
    returned = returned or {}
    data: dict = {"work": [f"{each.pk}:{part}:{each.digest}" for each in reviews()], "opinion": "整组同意"}
    for pk, opinion in returned.items():
        data |= {f"decision-{pk}": "return", f"opinion-{pk}": opinion}
    return data


def address(name: str, found: Bundle) -> str:
    return reverse(f"curation_bundle{name}", args=[found.pk])


def test_ticked_works_become_a_bundle_and_more_join_it(pages, court, client):
    client.force_login(court.curator)
    new = reverse("curation_bundle_new")

    client.post(new, {"page": [pages[0].pk, pages[1].pk], "name": "清晨一组"})
    made = Bundle.objects.get()
    client.post(new, {"page": [pages[2].pk], "bundle": made.pk})

    assert [row.page_id for row in made.works.all()] == [each.pk for each in pages]
    text = client.get(reverse("curation_works")).content.decode()
    assert text.count("作品组：清晨一组") == 3
    assert 'name="page"' not in text


def test_one_work_alone_is_no_bundle(pages, court, client):
    client.force_login(court.curator)

    client.post(reverse("curation_bundle_new"), {"page": [pages[0].pk], "name": "清晨一组"})

    assert Bundle.objects.count() == 0


def test_it_is_sent_signed_and_released_on_its_page(bundle, court, client, work_off):
    client.force_login(court.curator)
    assert client.post(address("_send", bundle)).status_code == 302
    for part in ALL:
        client.force_login(getattr(court, part))
        assert "整组的意见" in client.get(address("", bundle)).content.decode()
        assert client.post(address("_sign", bundle), form(part=part)).status_code == 302
    work_off()

    assert WorkCard.objects.count() == 3
    assert set(Part.objects.filter(part__in=ALL).values_list("opinion", flat=True)) == {"整组同意"}


def test_one_is_returned_and_what_was_typed_is_kept_where_it_is_refused(sent, court, client):
    client.force_login(court.first)
    odd = reviews()[1].pk

    answer = client.post(address("_sign", sent), form({odd: " "}) | {"opinion": "都很好"})
    assert answer.status_code == 409
    assert "都很好" in answer.content.decode()
    assert states() == ["open"] * 3
    client.post(address("_sign", sent), form({odd: "图注有误"}))

    assert states() == ["open", "returned", "open"]
    assert Part.objects.filter(part="first").count() == 2


def test_the_whole_bundle_is_returned_with_one_opinion(sent, court, client):
    client.force_login(court.first)

    client.post(address("_sign", sent), form() | {"return": "1", "opinion": "请再议"})

    assert states() == ["returned"] * 3
    assert set(Review.objects.values_list("reason", flat=True)) == {"请再议"}
    assert bundling.bundles.members(sent).count() == 3


def test_a_signer_meets_it_as_one_thing(sent, court, client):
    client.force_login(court.first)

    rows = client.get(reverse("curation_to_sign")).context["rows"]
    assert [(row.review.bundled.bundle, works) for row, works in rows] == [(sent, 3)]
    sign(reviews()[0], "first", by=court.first)

    rows = client.get(reverse("curation_to_sign")).context["rows"]
    assert [works for _row, works in rows] == [2]


def test_the_leader_decides_on_it_whole_on_the_sheet(sent, court, client, work_off):
    for part in ("first", "second", "secrecy"):
        sign_all(sent, part, getattr(court, part))
    client.force_login(court.final)
    groups = client.get(reverse("curation_sheet")).context["groups"]
    assert [(group["bundle"], len(group["cards"])) for group in groups] == [(sent, 3)]
    odd = reviews()[2].pk
    data = form({odd: "再改"}, "final") | {f"of-{each.pk}": sent.pk for each in reviews()}

    later = client.post(
        reverse("curation_sheet"), data | {f"bundle-{sent.pk}": "later", f"decision-{odd}": ""}
    )
    assert later.status_code == 409
    client.post(
        reverse("curation_sheet"), data | {f"bundle-{sent.pk}": "sign", f"opinion-bundle-{sent.pk}": "可发"}
    )
    work_off()

    assert states() == ["passed", "passed", "returned"]
    assert set(Part.objects.filter(part="final").values_list("opinion", flat=True)) == {"可发"}
    assert WorkCard.objects.count() == 2


def test_the_checklist_is_ticked_once_for_all(bundle, court, client):
    Stage.objects.filter(code="first").update(checklist="文字无误")
    bundling.send(bundle, by=court.curator)
    client.force_login(court.first)
    assert client.post(address("_sign", bundle), form()).status_code == 409
    assert Part.objects.filter(part="first").count() == 0

    client.post(address("_sign", bundle), form() | {"ticked": ["文字无误"]})

    assert Part.objects.filter(part="first").count() == 3


@pytest.mark.parametrize("who", ["contributor"])
def test_nobody_else_sees_or_does_anything(sent, court, client, who):
    client.force_login(getattr(court, who))

    for name in ("", "_change", "_send", "_sign", "_recall"):
        method = client.post if name else client.get
        assert method(address(name, sent)).status_code in {302, 404}
    assert states() == ["open"] * 3


def test_a_reviewer_changes_nothing_of_it(bundle, court, client):
    client.force_login(court.first)
    page = bundle.works.first().page_id

    for name, data in (
        ("_change", {"remove": page}),
        ("_change", {"name": "x"}),
        ("_send", {}),
        ("_recall", {}),
    ):
        assert client.post(address(name, bundle), data).status_code == 409
    assert client.post(reverse("curation_bundle_new"), {"page": [page], "name": "x"}).status_code == 404

    assert BundledWork.objects.filter(outcome="").count() == 3


def test_a_bundle_of_three_costs_no_more_than_one_of_two(
    sent,
    court,
    client,
    django_assert_num_queries,
):
    client.force_login(court.first)
    client.get(address("", sent))
    with django_assert_num_queries(QUERIES):
        assert len(client.get(address("", sent)).context["cards"]) == 3
    sign(reviews()[0], "first", by=court.first)

    with django_assert_num_queries(QUERIES):
        assert len(client.get(address("", sent)).context["cards"]) == 2


def test_the_list_of_bundles_costs_the_same_for_one_and_for_many(
    bundle,
    court,
    client,
    django_assert_num_queries,
):
    client.force_login(court.curator)
    client.get(reverse("curation_bundles"))
    with django_assert_num_queries(13):
        client.get(reverse("curation_bundles"))
    for number in range(9):
        bundling.bundles.make(f"第{number}组", by=court.curator)

    with django_assert_num_queries(13):
        assert client.get(reverse("curation_bundles")).content.decode().count("hm-rows__title") == 10
