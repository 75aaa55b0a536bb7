"""A newer version is given up on a page that names what goes."""

import pytest
from django.urls import reverse

from audit.models import Entry
from submissions.intake import drafts, newer
from submissions.models import NewerVersion, Submission
from tests.factories import SubmissionFactory, UserFactory


@pytest.fixture
def work(db) -> Submission:
    return SubmissionFactory(title="晨光里的法庭", put="accepted")


@pytest.fixture
def written(work, client) -> Submission:
    """In the middle of a newer version, with its contributor signed in."""
    client.force_login(work.contributor)
    newer.begin(work, by=work.contributor, reason="改正一字")
    drafts.save(work, texts={"title": "晨光中的法庭"})
    return work


def seen(page) -> str:
    return page.context["seen"]


def test_the_page_names_what_goes_and_the_button_does_it(written, client):
    mine, door = (reverse(name, args=[written.uid]) for name in ("my_work", "my_work_newer_give_up"))
    assert door in client.get(mine).content.decode()

    page = client.get(door)
    assert "<del>里</del><ins>中</ins>" in page.content.decode()
    answer = client.post(door, {"seen": seen(page)}, follow=True)

    assert answer.redirect_chain == [(mine, 302)]
    shown = answer.content.decode()
    assert "已放弃" in shown
    assert "<ins>中</ins>" in shown  # what had been written can still be read
    assert Submission.objects.get().title == "晨光里的法庭"
    assert client.get(door).status_code == 404


def test_what_was_written_after_the_page_was_read_does_not_go_unseen(written, client):
    door = reverse("my_work_newer_give_up", args=[written.uid])
    page = client.get(door)
    drafts.save(written, texts={"summary": "后来写的"})

    answer = client.post(door, {"seen": seen(page)})

    assert "后来写的" in answer.content.decode()
    assert Submission.objects.get().amending
    assert NewerVersion.objects.get().outcome == ""


def test_a_stranger_finds_nothing_and_is_noted(written, client):
    client.force_login(UserFactory())

    assert client.post(reverse("my_work_newer_give_up", args=[written.uid])).status_code == 404

    assert Entry.objects.filter(action="submission.stranger").exists()
    assert Submission.objects.get().amending
