"""Curators keep the list in the admin; a file is previewed before its rows are taken over."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from submissions.models import Word
from tests.factories import SubmissionFactory, UserFactory
from tests.submissions.views.test_desk import queries

pytestmark = pytest.mark.django_db

WORDS, IMPORT, EXPORT = (
    "/admin/words/",
    "/admin/submissions/words/import/",
    "/admin/submissions/words/export/",
)
LIST = "错误,正确,级别,说明,例外\n帐号,账号,严重,今写作账,\n同,同,,,\n"


@pytest.fixture
def curator(client: Client) -> User:
    user = UserFactory(curator=True)
    client.force_login(user)
    return user


def test_word_is_kept_in_the_admin(client: Client, curator: User) -> None:
    data = {"wrong": "帐号", "right": "账号", "level": "likely", "note": "", "exceptions": ""}

    client.post(f"{WORDS}new/", data)
    page = client.get(WORDS).content.decode()

    assert Word.objects.get().right == "账号"
    assert IMPORT in page
    assert EXPORT in page


def test_file_is_previewed_then_taken_over(client: Client, curator: User) -> None:
    page = client.post(IMPORT, {"file": SimpleUploadedFile("词表.csv", LIST.encode("gb18030"))})

    assert page.context["takes"] == 1
    assert "不导入：" in page.rendered_content
    assert not Word.objects.exists()

    response = client.post(IMPORT, {"text": page.context["text"], "act": "take"})

    assert response["Location"] == WORDS
    assert Word.objects.get().wrong == "帐号"


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00\xff", "甲,乙\n".encode()])
def test_bad_file_is_refused_in_words(client: Client, curator: User, data: bytes) -> None:
    page = client.post(IMPORT, {"file": SimpleUploadedFile("x.csv", data)})

    assert page.status_code == 422
    assert "error-message" in page.rendered_content or 'role="alert"' in page.rendered_content


def test_list_is_taken_away_as_csv(client: Client, curator: User) -> None:
    Word.objects.create(wrong="帐号", right="账号")

    assert "帐号,账号,可能" in client.get(EXPORT).content.decode("utf-8-sig")


@pytest.mark.parametrize("role", [None, Role.FIRST])
def test_list_is_the_curators_alone(client: Client, role: Role | None) -> None:
    client.force_login(UserFactory(role=role))

    for address in (WORDS, f"{WORDS}new/", IMPORT, EXPORT):
        assert client.get(address).status_code != 200
    client.post(IMPORT, {"text": LIST, "act": "take"})
    assert not Word.objects.exists()


def test_report_stands_on_the_work(client: Client, curator: User) -> None:
    Word.objects.create(wrong="帐号", right="账号", note="今写作账")
    work = SubmissionFactory(endorsed=True, text="我的帐号。")

    page = client.get(f"/admin/submissions/{work.uid}/").rendered_content

    assert "校对提示：1 处" in page
    assert "我的<mark>帐号</mark>。" in page


def test_list_costs_the_same_whatever_its_length(client: Client, curator: User) -> None:
    Word.objects.create(wrong="甲", right="乙")
    one = queries(client, WORDS)
    Word.objects.bulk_create(Word(wrong=f"错{n}", right="对") for n in range(19))

    assert queries(client, WORDS) == one
