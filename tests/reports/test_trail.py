"""The auditor alone reads the trail; what is taken from it is an entry; it reads as fast with many rows."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.models import User
from accounts.roles import Role, grant
from audit.models import Entry
from audit.trail import record, record_many
from reports import trail

pytestmark = pytest.mark.django_db
ADDRESSES = ("/admin/audit/", "/admin/audit/trail.xlsx", "/admin/audit/trail.csv")


@pytest.fixture
def auditor() -> User:
    user = User.objects.create_user("s0901", name="闻鉴明")
    grant(user, Role.AUDITOR)
    return user


@pytest.fixture
def acts() -> list[Entry]:
    record("work.signed", by="𠮷𫖯𬘭", subject="work:1", label="=1+1", note="好")
    return record_many("work.seen", by="操作员", of=[(f"work:{n}", f"《示例{n}》", {}) for n in range(2, 62)])


def test_auditor_reads_narrows_and_pages(client, auditor, acts) -> None:
    client.force_login(auditor)

    first = client.get("/admin/audit/")
    assert "《示例61》" in first.text
    assert "《示例2》" not in first.text
    older = client.get(first.context["more"].join(["/admin/audit/", ""]))
    assert "《示例2》" in older.text
    assert not older.context["more"]

    def found(query: str) -> list[str]:
        return [row.subject for row in client.get(f"/admin/audit/?{query}").context["rows"]]

    assert found("actor=𠮷𫖯") == ["work:1"]
    assert found("action=work.signed") == ["work:1"]
    assert found("subject=work:2") == ["work:2"]
    assert found("text=示例33") == ["work:33"]
    assert found("until=2021-01-01&since=2020-01-01") == []
    for odd in ("before=x", "before=" + "9" * 30, "since=x", "text=%00"):
        assert client.get(f"/admin/audit/?{odd}").status_code == 200


def test_nobody_else_not_even_the_administrator(client, court, acts) -> None:
    for who in (court.admin, court.curator, court.final):
        client.force_login(who)
        for address in ADDRESSES:
            assert client.get(address).status_code == 404
        assert client.post("/admin/audit/verify/").status_code == 404
        assert "/admin/audit/" not in client.get("/admin/").text


def test_the_auditor_finds_nothing_but_the_trail(client, auditor) -> None:
    client.force_login(auditor)

    home = client.get("/admin/")
    assert home.status_code == 200
    assert "/admin/audit/" in home.text
    for address in ("/admin/works/", "/admin/registers/", "/admin/submissions/", "/admin/users/"):
        assert client.get(address).status_code in {302, 404}


def test_export_as_sheet_is_itself_an_entry(client, auditor, acts) -> None:
    client.force_login(auditor)

    answer = client.get("/admin/audit/trail.xlsx?action=work.signed")

    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[1][2:7] == ("𠮷𫖯𬘭", "work.signed", "work.signed", "work:1", "=1+1")
    noted = Entry.objects.latest("pk")
    assert (noted.action, noted.actor_id) == ("export.trail", auditor.pk)
    assert noted.detail["address"] == "127.0.0.1"


def test_export_as_csv_begins_with_a_mark_and_holds_no_formula(client, auditor, acts) -> None:
    client.force_login(auditor)

    content = b"".join(client.get("/admin/audit/trail.csv?action=work.signed").streaming_content)

    assert content.startswith(b"\xef\xbb\xbf")
    assert ",'=1+1," in content.decode("utf-8-sig")


def test_verifying_tells_in_words(client, auditor, acts) -> None:
    client.force_login(auditor)
    client.post("/admin/audit/verify/")
    assert "没有改动" in client.get("/admin/audit/").text

    Entry.objects.filter(pk=acts[3].pk).update(actor="别人")
    client.post("/admin/audit/verify/")

    text = client.get("/admin/audit/").text
    assert "发现 1 处记录被改动" in text
    assert f"{acts[3].pk}: its facts were changed" in text


def test_a_long_trail_is_verified_in_the_background(client, auditor, acts, monkeypatch, work_off) -> None:
    monkeypatch.setattr(trail, "AT_ONCE", 3)
    client.force_login(auditor)

    client.post("/admin/audit/verify/")
    assert trail.last_result() is None
    work_off()

    result = trail.last_result()
    assert result is not None
    assert (result.action, result.actor_id) == ("audit.verified", auditor.pk)


def test_many_rows_ask_no_more_of_the_database(client, auditor) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            client.get("/admin/audit/")
        return len(context)

    client.force_login(auditor)
    record_many("work.seen", by="操作员", of=[(f"work:{n}", "", {}) for n in range(10)])
    queries()
    with_ten = queries()
    record_many("work.seen", by="操作员", of=[(f"work:{n}", "", {}) for n in range(3000)])

    assert queries() == with_ten


def test_a_sheet_that_would_be_too_long_is_refused_and_csv_offered(
    client, auditor, acts, monkeypatch
) -> None:
    monkeypatch.setattr(trail, "MOST_IN_A_SHEET", 10)
    client.force_login(auditor)

    assert "请缩小范围" in client.get("/admin/audit/trail.xlsx", follow=True).text
    assert client.get("/admin/audit/trail.xlsx?action=work.signed").status_code == 200
    assert client.get("/admin/audit/trail.csv").status_code == 200
