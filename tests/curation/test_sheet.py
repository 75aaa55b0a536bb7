"""The leader decides on one sheet, also by a link that is bound to a person and to contents and works once."""

import datetime as dt
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Entry
from curation.drafting import draft
from curation.errors import NotPossible
from curation.models import Invitation, Review, Stage
from curation.reviewing import open_review, return_to_stage, sign
from curation.sheet import Decision, answer, decide, invitation_of, invite, waiting_for
from curation.suggesting import suggest, take_over
from submissions.models import Submission
from tests.curation.conftest import account
from tests.curation.test_home import another

# Whose session it is and what they hold; who may sign; what waits, its works, signatures and stages; revisions, files,
# kinds, units; the menu and this person's settings.
QUERIES = 23


@pytest.fixture
def reviews(accepted, court) -> list[Review]:
    """Three reviews that wait for the last signature alone."""
    offers = [accepted, *(another(Submission.objects.get(pk=accepted.pk), number) for number in (1, 2))]
    found = [open_review(draft(each, by=court.curator), by=court.curator) for each in offers]
    for review in found:
        for part in ("first", "second", "secrecy"):
            sign(review, part, by=getattr(court, part))
    return found


def decision(review: Review, opinion: str | None = None) -> Decision:
    return Decision(review.pk, "final", review.digest, opinion is not None, opinion or "")


def form(reviews, returned: dict[int, str] | None = None) -> dict:
    returned = returned or {}
    data: dict = {"work": [f"{each.pk}:final:{each.digest}" for each in reviews]}
    for each in reviews:
        data[f"decision-{each.pk}"] = "return" if each.pk in returned else "sign"
        data[f"opinion-{each.pk}"] = returned.get(each.pk, "")
    return data


def states() -> list[str]:
    return [*Review.objects.order_by("pk").values_list("state", flat=True)]


def link_of(court) -> str:
    _invitation, token = invite(court.final, by=court.curator)
    return reverse("curation_sheet_by_link", args=[token])


def test_all_are_approved_except_those_returned(reviews, court, client):
    client.force_login(court.final)

    response = client.post(reverse("curation_sheet"), form(reviews, {reviews[1].pk: "图注有误"}))

    assert response.status_code == 302
    assert states() == ["passed", "returned", "passed"]
    assert Review.objects.get(pk=reviews[1].pk).reason == "图注有误"


def test_a_return_without_an_opinion_does_nothing_and_keeps_what_was_typed(reviews, court, client):
    client.force_login(court.final)

    response = client.post(
        reverse("curation_sheet"), form(reviews, {reviews[0].pk: "图注有误", reviews[1].pk: " "})
    )

    assert response.status_code == 409
    assert "图注有误" in response.content.decode()
    assert states() == ["open", "open", "open"]


def test_the_checklist_is_ticked_for_all(accepted, court, client):
    Stage.objects.filter(code="final").update(checklist="导向正确")
    review = open_review(draft(accepted, by=court.curator), by=court.curator)
    for part in ("first", "second", "secrecy"):
        sign(review, part, by=getattr(court, part))
    client.force_login(court.final)
    assert client.post(reverse("curation_sheet"), form([review])).status_code == 409

    client.post(reverse("curation_sheet"), {**form([review]), "ticked": ["导向正确"]})

    assert states() == ["passed"]


def test_what_is_put_off_stays(reviews, court, client):
    client.force_login(court.final)
    data = form(reviews)
    data[f"decision-{reviews[2].pk}"] = "later"

    client.post(reverse("curation_sheet"), data)

    assert states() == ["passed", "passed", "open"]


def test_only_what_waits_for_the_last_review_is_there(reviews, court, client):
    return_to_stage(reviews[0], "second", by=court.final, reason="请再核")
    client.force_login(court.final)

    cards = client.get(reverse("curation_sheet")).context["cards"]

    assert [card["review"] for card in cards] == reviews[1:]
    assert cards[0]["picture"]["src"].startswith("/private/")
    assert cards[0]["authors"] == ["投稿人"]
    assert [str(person) for _stage, person in cards[0]["signed"]] == ["初审", "复审", "保密"]


def test_a_content_that_was_not_shown_is_not_signed(reviews, court):
    other = Decision(reviews[0].pk, "final", "0" * 64, False, "")

    assert len(decide([other, decision(reviews[1])], by=court.final, ticked=[])) == 1
    assert states() == ["open", "passed", "open"]


def test_whoever_holds_no_seat_signs_nothing_by_posting(reviews, court, client):
    client.force_login(court.second)

    client.post(reverse("curation_sheet"), form(reviews))

    assert states() == ["open", "open", "open"]


def test_looking_never_spends_a_link_and_deciding_does(reviews, court, client):
    link = link_of(court)
    client.force_login(court.final)
    for _time in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code in {200, 405}
    assert Invitation.objects.get().spent_at is None

    client.post(link, form(reviews[:2]))

    assert states() == ["passed", "passed", "open"]
    assert client.get(link).status_code == 410
    assert client.post(link, form(reviews)).status_code == 410
    assert states() == ["passed", "passed", "open"]
    assert Entry.objects.filter(action="invitation.spent").count() == 1


def test_a_form_that_is_refused_spends_nothing(reviews, court, client):
    link = link_of(court)
    client.force_login(court.final)

    assert client.post(link, form(reviews, {reviews[0].pk: ""})).status_code == 409
    assert client.post(link, {"work": []}).status_code == 409

    assert Invitation.objects.get().spent_at is None


@pytest.mark.parametrize("who", ["second", "curator", "admin"])
def test_a_link_is_for_nobody_else(reviews, court, client, who):
    link = link_of(court)
    client.force_login(getattr(court, who))

    assert client.get(link).status_code == 404
    assert client.post(link, form(reviews)).status_code == 404
    assert states() == ["open", "open", "open"]


def test_another_final_reviewer_does_not_use_it_either(reviews, court, client):
    link = link_of(court)
    client.force_login(account("终审乙", Role.FINAL))

    assert client.get(link).status_code == 404


def test_a_stranger_is_led_to_the_door_and_the_link_is_kept(reviews, court, client):
    link = link_of(court)

    response = client.get(link)

    assert response.status_code == 302
    assert Invitation.objects.get().spent_at is None


def test_a_link_expires(reviews, court, client):
    link = link_of(court)
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    client.force_login(court.final)

    assert client.get(link).status_code == 410
    assert client.post(link, form(reviews)).status_code == 410
    assert states() == ["open", "open", "open"]


def test_a_link_is_bound_to_the_contents_that_it_was_made_for(reviews, court):
    invitation, token = invite(court.final, by=court.curator)
    Invitation.objects.update(works=invitation.works[:1])
    found = invitation_of(token, court.final)

    with pytest.raises(NotPossible):
        answer(found, [decision(reviews[1])], by=court.final, ticked=[])
    with pytest.raises(NotPossible):
        answer(found, [Decision(reviews[0].pk, "final", "0" * 64, False, "")], by=court.final, ticked=[])
    answer(found, [decision(reviews[0])], by=court.final, ticked=[])

    assert states() == ["passed", "open", "open"]


def test_the_token_is_not_kept(reviews, court):
    invitation, token = invite(court.final, by=court.curator)

    assert token not in str(Invitation.objects.values())
    assert invitation.token != token


def test_only_curators_make_links_and_only_for_whom_something_waits(reviews, court, client):
    with pytest.raises(NotPossible):
        invite(court.final, by=court.final)
    with pytest.raises(NotPossible):
        invite(court.first, by=court.curator)
    client.force_login(court.curator)
    address = reverse("curation_links")
    assert str(court.final) in client.get(address).content.decode()

    text = client.post(address, {"person": court.final.pk}).content.decode()

    assert "/admin/works/last-review/" in text
    client.force_login(court.final)
    assert client.get(address).status_code == 404


def test_it_asks_no_more_for_three_than_for_one(reviews, court, client, django_assert_num_queries):
    client.force_login(court.final)
    address = reverse("curation_sheet")
    client.get(address)
    with django_assert_num_queries(QUERIES):
        assert len(client.get(address).context["cards"]) == 3
    for review in reviews[:2]:
        sign(review, "final", by=court.final)

    with django_assert_num_queries(QUERIES):
        assert len(client.get(address).context["cards"]) == 1


@pytest.mark.django_db(transaction=True)
def test_a_link_that_is_used_twice_at_once_is_spent_once(reviews, court):
    _invitation, token = invite(court.final, by=court.curator)
    barrier, outcomes = Barrier(2), []

    def use(review: Review) -> None:
        barrier.wait()
        try:
            answer(invitation_of(token, court.final), [decision(review)], by=court.final, ticked=[])
            outcomes.append("done")
        except NotPossible as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=use, args=[review]) for review in reviews[:2]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count("done") == 1
    assert len(outcomes) == 2
    assert states().count("passed") == 1


def test_the_page_of_links_costs_the_same_for_one_signer_and_for_ten(
    reviews, court, django_assert_num_queries
):
    with django_assert_num_queries(8):
        assert waiting_for() == [(court.final, 3)]
    more = [account(f"终审{number}", Role.FINAL) for number in range(9)]
    with django_assert_num_queries(8):
        assert {person for person, _number in waiting_for()} == {court.final, *more}


def test_a_work_that_does_not_exist_is_refused_and_breaks_nothing(reviews, court, client):
    client.force_login(court.final)
    data = form(reviews) | {"decision-999999": "sign"}
    data["work"] = [*data["work"], f"999999:final:{'0' * 64}"]

    assert client.post(reverse("curation_sheet"), data).status_code == 302
    assert states() == ["passed"] * 3


def test_a_small_difference_is_shown_as_the_difference(reviews, court, client):
    suggestion = suggest(reviews[0], by=court.final, words={"title": "晨光里的法院", "caption:0": "台阶"})
    take_over(suggestion, by=court.curator)
    following = Review.objects.get(page=reviews[0].page, state="open")
    for part in ("first", "second", "secrecy"):
        sign(following, part, by=getattr(court, part))
    client.force_login(court.final)

    cards = client.get(reverse("curation_sheet")).context["cards"]

    shown = {card["title"]: [(each.field, each.new) for each in card["differences"]] for card in cards}
    assert shown.pop("晨光里的法院") == [("title", "晨光里的法院"), ("caption:0", "台阶")]
    assert list(shown.values()) == [[], []]


def test_a_thumb_anywhere_on_agree_agrees(transactional_db, accepted, court, client, live_server, phone):
    review = open_review(draft(accepted, by=court.curator), by=court.curator)
    for part in ("first", "second", "secrecy"):
        sign(review, part, by=getattr(court, part))
    client.force_login(court.final)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    phone.context.add_cookies([cookie])
    phone.goto(reverse("curation_sheet"))

    box = phone.locator(f"label[for=sign-{review.pk}]").bounding_box()
    for x, y in ((4, 4), (20, 4), (box["width"] / 2, box["height"] / 2)):
        phone.touchscreen.tap(box["x"] + x, box["y"] + y)
        chosen = phone.locator(f"[name='decision-{review.pk}']:checked")
        assert chosen.get_attribute("value") == "sign"
