"""What authors and the desk have said of a work stops its page: consent, licence, what was to be removed."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.messages.models import Message
from curation import takedown
from curation.drafting import draft
from curation.errors import NotPossible
from curation.models import Review, Takedown
from curation.reminding import remind_of_licences
from curation.reviewing import open_review, sign
from submissions import licence
from submissions.hints.finding import hints
from submissions.models import HintAnswer, Licence, SubmissionVersion


def day(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


def over(submission) -> None:
    licence.limit(submission, day(0), by=submission.contributor)
    Licence.objects.update(until=day(-1))


def test_the_day_after_the_last_a_takedown_starts_once(public_work, accepted, court):
    licence.limit(accepted, day(0), by=court.contributor)
    takedown.look_for_reasons()
    assert Takedown.objects.count() == 0

    Licence.objects.update(until=day(-1))
    takedown.look_for_reasons()
    takedown.look_for_reasons()

    asked = Takedown.objects.get()
    assert (asked.origin, asked.problem, asked.by) == ("licence", "rights", None)
    takedown.decline(asked, by=court.final, answer="作者已口头同意续期，补签中")
    takedown.look_for_reasons()
    assert Takedown.objects.count() == 1


def test_what_is_over_is_neither_sent_to_review_nor_signed(accepted, court):
    page = draft(accepted, by=court.curator)
    review = open_review(page, by=court.curator)
    over(accepted)

    with pytest.raises(NotPossible):
        sign(review, "first", by=court.first)
    Review.objects.update(state="returned", reason="x")
    with pytest.raises(NotPossible):
        open_review(page, by=court.curator)


def test_curators_are_reminded_thirty_and_seven_days_ahead(public_work, accepted, court):
    licence.limit(accepted, day(40), by=court.contributor)

    def told(ahead: int) -> int:
        remind_of_licences((day(40) - dt.timedelta(days=ahead)).isoformat())
        return Message.objects.filter(kind="licence.ends").count()

    assert [told(ahead) for ahead in (31, 30, 29, 8, 7, 6, 0)] == [0, 1, 1, 1, 2, 2, 2]
    assert set(Message.objects.filter(kind="licence.ends").values_list("to", flat=True)) == {court.curator.pk}


def test_nobody_is_reminded_of_what_is_not_public(accepted, court):
    draft(accepted, by=court.curator)
    licence.limit(accepted, day(5), by=court.contributor)

    remind_of_licences(day(0).isoformat())

    assert not Message.objects.filter(kind="licence.ends").exists()


@pytest.fixture
def promised(accepted, court):
    """A page whose text holds a number that was to be removed."""
    accepted.text = "联系人电话 13812345678，欢迎来访。"
    accepted.save()
    version = SubmissionVersion.objects.create(
        submission=accepted,
        number=2,
        content={
            "title": accepted.title,
            "text": accepted.text,
            "summary": "",
            "details": {},
            "authors": accepted.authors,
            "declared": {},
            "files": [],
        },
        sent_by=court.contributor,
    )
    hint = next(each for each in hints(version, accepted.kind) if each.kind == "mobile")
    HintAnswer.objects.create(
        submission=accepted, version=version, key=hint.key, kind="mobile", verdict="removed", by=court.curator
    )
    return draft(accepted, by=court.curator)


def test_what_was_to_be_removed_stops_the_reviews_and_is_shown_at_the_page(promised, court, client):
    with pytest.raises(NotPossible):
        open_review(promised, by=court.curator)
    client.force_login(court.curator)
    text = client.get(reverse("curation_work", args=[promised.pk])).content.decode()
    assert "13812345678" in text
    assert "仍在页面中" in text

    promised.text = "欢迎来访。"
    promised.save_revision(user=court.curator)
    assert "仍在页面中" not in client.get(reverse("curation_work", args=[promised.pk])).content.decode()
    answer = HintAnswer.objects.get()
    address = reverse("curation_hint", args=[promised.pk])
    assert client.post(address, {"answer": answer.pk, "outcome": "needless"}).status_code == 409
    client.post(address, {"answer": answer.pk, "outcome": "done"})

    open_review(promised, by=court.curator)


def test_another_hint_is_not_found_here(promised, court, client):
    client.force_login(court.curator)
    elsewhere = HintAnswer.objects.get().pk + 1

    data = {"answer": elsewhere, "outcome": "done"}
    assert client.post(reverse("curation_hint", args=[promised.pk]), data).status_code == 404


def test_the_last_day_is_written_down_at_the_page(accepted, court, client):
    page = draft(accepted, by=court.curator)
    address = reverse("curation_licence", args=[page.pk])
    client.force_login(court.first)
    assert client.post(address, {"until": day(9).isoformat()}).status_code == 404
    client.force_login(court.curator)
    assert client.post(address, {"until": "morgen"}).status_code == 409

    client.post(address, {"until": day(9).isoformat(), "note": "纸质授权"})

    assert licence.until_of(accepted) == day(9)
    assert "纸质授权" in client.get(reverse("curation_work", args=[page.pk])).content.decode()
