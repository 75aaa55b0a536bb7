"""The form of a work: it keeps everything, says what is missing in plain words, and sends."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audit.models import Entry
from media_library.models import Asset
from submissions.intake import drafts
from submissions.models import State, Submission
from tests.factories import AssetFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Submission:
    return SubmissionFactory(title="登高")


@pytest.fixture
def as_contributor(client: Client, draft: Submission) -> Client:
    client.force_login(draft.contributor)
    return client


def filled(work: Submission, **more: Any) -> dict[str, Any]:
    """What the browser would post for the work as it is kept."""
    work.refresh_from_db()
    return {
        "basis": work.changed_at.isoformat(),
        "title": work.title,
        "author_name": [author["name"] for author in work.authors],
        "author_number": ["" for _ in work.authors],
        "unit": work.unit_id or "",
        "created": work.created,
        "text": work.text,
        "summary": work.summary,
        "details_genre": work.details.get("genre", ""),
        "terms": "on",
        **{f"declared_{name}": answer for name, answer in work.declared.items()},
    } | more


def edit(work: Submission) -> str:
    return f"/me/{work.uid}/edit/"


def test_form_shows_what_is_kept(as_contributor: Client, draft: Submission) -> None:
    page = as_contributor.get(edit(draft))

    assert page.status_code == 200
    assert 'value="登高"' in page.text
    assert "no-store" in page["Cache-Control"]


def test_terms_are_kept_with_the_address_they_were_accepted_from(as_contributor: Client) -> None:
    draft = Submission.objects.get()
    drafts.save(draft, terms_accepted=False)
    as_contributor.post(edit(draft), filled(draft), REMOTE_ADDR="10.0.0.7")

    draft.refresh_from_db()
    assert draft.terms_accepted_from == "10.0.0.7"


def test_a_telephone_is_kept_and_no_form_without_it_takes_it_away(
    as_contributor: Client, draft: Submission
) -> None:
    as_contributor.post(edit(draft), filled(draft, telephone="0872-2310000"))
    as_contributor.post(edit(draft), filled(draft))
    draft.refresh_from_db()
    assert draft.telephone == "0872-2310000"

    too_long = as_contributor.post(edit(draft), filled(draft, telephone="1" * 41))
    assert too_long.status_code == 422


def test_saving_keeps_every_field(as_contributor: Client, draft: Submission) -> None:
    colleague = UserFactory(username="s777")
    data = filled(
        draft,
        title="登高望远",
        author_name=["王芳", "李明"],
        author_number=["", "s777"],
        created="2021",
        text="一\r\n二",
        summary="说明",
        details_genre="诗歌",
    )

    response = as_contributor.post(edit(draft), data)

    draft.refresh_from_db()
    assert response["Location"] == edit(draft)
    assert (draft.title, draft.created, draft.text, draft.summary) == ("登高望远", "2021", "一\n二", "说明")
    assert draft.details["genre"] == "诗歌"
    assert draft.authors == [{"name": "王芳", "user": None}, {"name": "李明", "user": colleague.pk}]


def test_script_saves_and_learns_the_new_basis(as_contributor: Client, draft: Submission) -> None:
    headers = {"X-Requested-With": "fetch"}

    answer = as_contributor.post(edit(draft), filled(draft, title="甲"), headers=headers).json()
    second = as_contributor.post(
        edit(draft), filled(draft, title="乙", basis=answer["basis"]), headers=headers
    )

    draft.refresh_from_db()
    assert answer["saved"].startswith("已保存 ")
    assert answer["sentences"] == []
    assert second.status_code == 200
    assert draft.title == "乙"


def test_script_is_told_that_the_session_has_ended(client: Client, draft: Submission) -> None:
    answer = client.post(edit(draft), filled(draft), headers={"X-Requested-With": "fetch"})

    assert answer.status_code == 401
    assert answer.json() == {"sentence": "登录已失效，尚未保存。请在另一个窗口重新登录，之后自动保存。"}


def test_form_after_the_session_ended_is_saved_by_signing_in(client: Client, draft: Submission) -> None:
    typed = filled(draft, title="退出以后写的", act="save")

    page = client.post(edit(draft), typed)
    assert page.status_code == 401
    assert dict(page.context["carried"])["title"] == "退出以后写的"
    assert Submission.objects.get(pk=draft.pk).title == draft.title
    wrong = client.post(edit(draft), typed | {"username": draft.contributor.username, "password": "wrong"})
    assert ("title", "退出以后写的") in wrong.context["carried"]
    assert "wrong" not in wrong.text

    client.post(edit(draft), typed | {"username": draft.contributor.username, "password": "ink-and-paper"})

    assert Submission.objects.get(pk=draft.pk).title == "退出以后写的"


def test_form_after_the_session_ended_is_not_saved_for_somebody_else(
    client: Client, draft: Submission
) -> None:
    stranger = {"username": UserFactory().username, "password": "ink-and-paper"}

    page = client.post(edit(draft), filled(draft, title="别人的") | stranger)

    assert page.status_code == 404
    assert Submission.objects.get(pk=draft.pk).title == draft.title


def test_older_window_overwrites_nothing_and_loses_nothing(as_contributor: Client, draft: Submission) -> None:
    older = filled(draft, title="旧窗口里的题名")
    as_contributor.post(edit(draft), filled(draft, title="新窗口里的题名"))

    page = as_contributor.post(edit(draft), older)

    draft.refresh_from_db()
    assert page.status_code == 409
    assert draft.title == "新窗口里的题名"
    assert 'value="旧窗口里的题名"' in page.text
    assert draft.changed_at.isoformat() in page.text
    by_script = as_contributor.post(edit(draft), older, headers={"X-Requested-With": "fetch"})
    assert (by_script.status_code, by_script.json()) == (
        409,
        {"sentence": "这件作品在另一个窗口里改动过。要以本页内容为准，请再保存一次。"},
    )


def test_what_cannot_be_stored_is_named_and_stays_in_the_form(
    as_contributor: Client, draft: Submission
) -> None:
    page = as_contributor.post(
        edit(draft), filled(draft, title="长" * 301, text="新的正文", author_name=["名" * 81])
    )

    draft.refresh_from_db()
    assert page.status_code == 422
    assert "长" * 301 in page.text
    assert "姓名最多 80 个字。" in page.text
    assert (draft.title, draft.text) == ("登高", "新的正文")


def test_nul_and_rare_characters_are_data(as_contributor: Client, draft: Submission) -> None:
    as_contributor.post(edit(draft), filled(draft, title="𠮷𫖯𬘭", text="a\x00b"))

    draft.refresh_from_db()
    assert (draft.title, draft.text) == ("𠮷𫖯𬘭", "ab")


def test_author_row_is_added_without_script(as_contributor: Client, draft: Submission) -> None:
    response = as_contributor.post(edit(draft), filled(draft, act="add_author"))

    assert response["Location"] == f"{edit(draft)}?author=1#authors"
    assert as_contributor.get(response["Location"]).text.count('name="author_name"') == 2


def test_files_come_through_the_plain_field(as_contributor: Client, draft: Submission) -> None:
    file = SimpleUploadedFile("兰亭 长卷.jpg", b"\xff\xd8\xff\xe0 not yet looked at")

    as_contributor.post(edit(draft), filled(draft, act="upload", files=[file]))

    kept = draft.files.get()
    assert (kept.asset.name, kept.asset.owner) == ("兰亭 长卷.jpg", draft.contributor)
    assert "兰亭 长卷.jpg" in as_contributor.get(edit(draft)).text


def test_file_is_captioned_moved_and_taken_out(as_contributor: Client, draft: Submission) -> None:
    first, second = (
        draft.files.create(asset=AssetFactory(owner=draft.contributor), position=n) for n in range(2)
    )

    as_contributor.post(edit(draft), filled(draft, act=f"down:{first.pk}") | {f"caption-{second.pk}": "晨雾"})
    assert list(draft.files.values_list("pk", "caption")) == [(second.pk, "晨雾"), (first.pk, "")]

    as_contributor.post(edit(draft), filled(draft, act=f"detach:{first.pk}"))
    assert list(draft.files.all()) == [second]
    assert Asset.objects.filter(pk=first.asset_id).exists()


def test_script_moves_and_takes_out_without_touching_the_text(
    as_contributor: Client, draft: Submission
) -> None:
    first, second = (
        draft.files.create(asset=AssetFactory(owner=draft.contributor), position=n) for n in range(2)
    )
    basis = Submission.objects.get(pk=draft.pk).changed_at

    as_contributor.post(f"/me/{draft.uid}/files/", {"act": f"up:{second.pk}"})
    assert list(draft.files.all()) == [second, first]

    as_contributor.post(f"/me/{draft.uid}/files/", {"act": f"detach:{second.pk}"})
    assert list(draft.files.all()) == [first]
    assert Submission.objects.get(pk=draft.pk).changed_at == basis


def test_uploader_attaches_what_has_arrived(as_contributor: Client, draft: Submission) -> None:
    mine, others = AssetFactory(owner=draft.contributor, name="我的.jpg"), AssetFactory(name="别人的.jpg")

    page = as_contributor.post(f"/me/{draft.uid}/files/", {"asset": [mine.uid, others.uid, "nonsense"]})

    assert [file.asset for file in draft.files.all()] == [mine]
    assert "我的.jpg" in page.text
    assert "别人的.jpg" not in page.text


def test_incomplete_work_says_what_is_missing_beside_each_field(
    as_contributor: Client, draft: Submission
) -> None:
    page = as_contributor.post(
        edit(draft), filled(draft, act="preview", title="", details_genre="", summary="留下来的话")
    )

    assert page.status_code == 422
    assert 'href="#id_title"' in page.text
    assert "请填写题名。" in page.text
    assert "请填写“体裁”。" in page.text
    assert "留下来的话" in page.text


def test_complete_work_is_looked_over_then_sent(as_contributor: Client, draft: Submission) -> None:
    to_preview = as_contributor.post(edit(draft), filled(draft, act="preview"))
    preview = as_contributor.get(to_preview["Location"])
    digest = preview.context["digest"]
    receipt = as_contributor.post(to_preview["Location"], {"digest": digest}, follow=True)

    draft.refresh_from_db()
    assert to_preview["Location"] == f"/me/{draft.uid}/preview/"
    assert draft.text.splitlines()[0] in preview.text
    assert draft.state == State.SENT
    assert draft.receipt in receipt.text


def test_only_what_was_looked_over_is_sent(as_contributor: Client, draft: Submission) -> None:
    digest = as_contributor.get(f"/me/{draft.uid}/preview/").context["digest"]
    drafts.save(draft, texts={"title": "别的窗口里的题名"})

    page = as_contributor.post(f"/me/{draft.uid}/preview/", {"digest": digest})

    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert "别的窗口里的题名" in page.text
    assert "这件作品在您预览之后又有改动，请重新查看。" in page.text


def test_preview_of_an_incomplete_work_leads_back_to_the_form(
    as_contributor: Client, draft: Submission
) -> None:
    Submission.objects.filter(pk=draft.pk).update(title="")

    looked, sent = (
        as_contributor.get(f"/me/{draft.uid}/preview/"),
        as_contributor.post(f"/me/{draft.uid}/preview/"),
    )

    draft.refresh_from_db()
    assert (looked.status_code, sent.status_code) == (422, 422)
    assert "请填写题名。" in sent.text
    assert draft.state == State.DRAFT


def test_returned_work_shows_what_was_said(client: Client) -> None:
    work = SubmissionFactory(returned=True)
    client.force_login(work.contributor)

    assert "请补充拍摄地点。" in client.get(edit(work)).text


def test_sent_work_cannot_be_changed(client: Client) -> None:
    work = SubmissionFactory(sent=True, title="登高")
    client.force_login(work.contributor)

    page = client.post(edit(work), filled(work, title="改"))
    by_script = client.post(edit(work), filled(work, title="改"), headers={"X-Requested-With": "fetch"})

    work.refresh_from_db()
    assert page["Location"] == f"/me/{work.uid}/"
    assert by_script.status_code == 409
    assert work.title == "登高"


def test_sent_work_is_taken_back_to_the_form(client: Client) -> None:
    work = SubmissionFactory(sent=True)
    client.force_login(work.contributor)

    response = client.post(f"/me/{work.uid}/recall/")

    work.refresh_from_db()
    assert work.state == State.RECALLED
    assert response["Location"] == edit(work)


def test_draft_is_deleted_and_what_was_sent_is_not(as_contributor: Client, draft: Submission) -> None:
    sent = SubmissionFactory(sent=True, contributor=draft.contributor)

    as_contributor.post(f"/me/{draft.uid}/discard/")
    page = as_contributor.post(f"/me/{sent.uid}/discard/", follow=True)

    assert list(Submission.objects.all()) == [sent]
    assert "只能撤回，不能删除" in page.text


@pytest.mark.parametrize("place", ["", "edit/", "preview/"])
def test_strangers_work_is_not_found_and_the_attempt_recorded(
    client: Client, draft: Submission, place: str
) -> None:
    stranger = UserFactory(curator=True)
    client.force_login(stranger)

    assert client.get(f"/me/{draft.uid}/{place}").status_code == 404
    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.actor_id, entry.subject) == (
        "submission.stranger",
        stranger.pk,
        f"submission:{draft.pk}",
    )


@pytest.mark.parametrize("place", ["files/", "recall/", "discard/", "edit/", "preview/"])
def test_stranger_changes_nothing(client: Client, draft: Submission, place: str) -> None:
    client.force_login(UserFactory())

    assert client.post(f"/me/{draft.uid}/{place}", {"title": "改"}).status_code == 404
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("登高", State.DRAFT)


def test_visitor_is_asked_to_sign_in(client: Client, draft: Submission) -> None:
    assert client.get(edit(draft))["Location"] == f"/login/?next={edit(draft)}"


def test_coauthor_of_the_other_window_stands_beside_what_was_typed(
    as_contributor: Client, draft: Submission
) -> None:
    old = filled(draft, title="先开的窗口")
    drafts.save(
        draft,
        authors=[{"name": name, "number": ""} for name in (draft.authors[0]["name"], "李明")],
    )

    page = as_contributor.post(edit(draft), old)

    assert page.status_code == 409
    assert [row["name"] for row in page.context["authors"]] == [old["author_name"][0], "李明"]
    assert 'value="先开的窗口"' in page.text


def test_numbers_that_no_file_can_have_move_nothing(as_contributor: Client, draft: Submission) -> None:
    endless = "9" * 5000

    for act in (f"detach:{endless}", f"up:{endless}"):
        form = urlencode(filled(draft, act=act, **{f"caption-{endless}": "说明"}), doseq=True)
        answer = as_contributor.post(edit(draft), form, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 302
