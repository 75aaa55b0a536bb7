"""The screen on which a script is timed: for who edits the page, while it may be edited."""

import pytest
from django.urls import reverse

from curation.reviewing import open_review
from showcase.models import WorkPage
from tests.curation.test_tapping import KEYS, tap, times

# Whose session it is and what they may; the page, its revision, files and renditions; Wagtail's menu and settings.
QUERIES = 31


def address(page) -> str:
    return reverse("curation_times", args=[page.pk])


def test_it_shows_recording_paragraphs_and_the_times_so_far(lecture, court, client):
    tap(lecture, 0.0, 4.5, None, by=court.curator)
    client.force_login(court.curator)

    response = client.get(address(lecture))

    assert [row[:2] for row in response.context["rows"]] == list(
        zip(KEYS, ["0:00", "0:04.5", ""], strict=True)
    )
    assert "/private/renditions/" in response.text
    assert "已标 2 / 3 段" in response.text


def test_times_are_posted_as_a_form(lecture, court, client):
    client.force_login(court.curator)

    response = client.post(address(lecture), {"key": KEYS, "at": ["0:00", "0:04.5", ""]})

    assert response.url == address(lecture)
    assert times(lecture) == [0.0, 4.5, None]


def test_the_script_is_told_which_revision_it_goes_on_with(lecture, court, client):
    client.force_login(court.curator)
    posted = {"key": KEYS, "at": ["0:00", "", ""], "by_script": "1"}

    first = client.post(address(lecture), posted).json()
    second = client.post(address(lecture), {**posted, **first, "at": ["0:00", "0:03", ""]}).json()

    assert first == second == {"revision": WorkPage.objects.get(pk=lecture.pk).latest_revision_id}


def test_what_is_refused_is_said_and_stays_typed(lecture, court, client):
    client.force_login(court.curator)
    posted = {"key": KEYS, "at": ["0:00", "四秒", ""]}

    response = client.post(address(lecture), posted)

    assert response.status_code == 409
    assert "“四秒”不是时间，请写成 1:23.5 这样。" in response.text
    assert 'value="四秒"' in response.text
    assert client.post(address(lecture), {**posted, "by_script": "1"}).json() == {
        "refusal": "“四秒”不是时间，请写成 1:23.5 这样。"
    }


@pytest.mark.parametrize("nonsense", [{}, {"key": "x", "at": "0:01"}, {"revision": "9" * 30, "at": "0:01"}])
def test_nonsense_changes_nothing(lecture, court, client, nonsense):
    client.force_login(court.curator)

    assert client.post(address(lecture), {**nonsense, "by_script": "1"}).status_code == 200
    assert times(lecture) == [None, None, None]


def test_in_review_nothing_is_changed_and_the_dossier_says_why(lecture, court, client):
    open_review(lecture, by=court.curator)
    client.force_login(court.curator)

    shown = client.get(address(lecture), follow=True)
    posted = client.post(address(lecture), {"key": KEYS, "at": ["0:00", "", ""], "by_script": "1"})

    assert "作品正在审核，现在不能修改时间。" in shown.text
    assert address(lecture) not in shown.text
    assert (posted.status_code, times(lecture)) == (409, [None, None, None])


@pytest.mark.parametrize("door", ["curation_times", "curation_take_script"])
@pytest.mark.parametrize("who", ["first", "secrecy"])
def test_others_do_not_learn_that_it_exists(lecture, court, client, who, door):
    client.force_login(getattr(court, who))

    assert client.post(reverse(door, args=[lecture.pk])).status_code == 404


def test_other_kinds_have_no_such_screen(accepted, court, client):
    from curation.drafting import draft

    client.force_login(court.curator)

    assert client.get(address(draft(accepted, by=court.curator))).status_code == 404


def test_any_number_of_paragraphs_costs_the_same(lecture, court, client, django_assert_num_queries):
    client.force_login(court.curator)
    client.get(address(lecture))
    numbers = []
    for text in ("一段。", "\n".join(f"第{n}段。" for n in range(200))):
        draft = lecture.get_latest_revision_as_object()
        draft.text = text
        draft.save_revision()
        with django_assert_num_queries(QUERIES):
            numbers.append(len(client.get(address(lecture)).context["rows"]))

    assert numbers == [1, 200]
