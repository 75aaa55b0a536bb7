"""Who takes a register, and that it is noted."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from audit.models import Entry
from reports import printed
from tests.curation.test_home import another
from tests.reports.conftest import release_work

FILES = ("registers/ledger.xlsx", "registers/faults.xlsx", "registers/approval/{pk}.docx")


@pytest.mark.parametrize("who", ["curator", "final", "admin"])
def test_readers_take_every_file_and_each_is_noted(public, court, client, who) -> None:
    client.force_login(getattr(court, who))
    assert "=SUM(1)晨光" in client.get("/admin/registers/").text

    for address in FILES:
        answer = client.get("/admin/" + address.format(pk=public.pk))
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]

    noted = Entry.objects.filter(action__startswith="export.").order_by("pk")
    assert [each.subject for each in noted] == [
        "register:ledger",
        "register:faults",
        f"work:{public.pk}",
    ]
    assert {each.actor_id for each in noted} == {getattr(court, who).pk}


@pytest.mark.parametrize("who", ["contributor", "first", "secrecy"])
def test_for_others_there_is_nothing(public, court, client, who) -> None:
    client.force_login(getattr(court, who))
    client.get("/")

    for address in ("registers/", *FILES):
        answer = client.get("/admin/" + address.format(pk=public.pk))
        assert answer.status_code == 404
    assert not Entry.objects.filter(action__startswith="export.").exists()


@pytest.mark.parametrize(
    "query", ["?since=2021-13-01", "?since=x", "?since=2022-01-01&until=2021-01-01", "?p=x"]
)
def test_what_cannot_be_read_is_said(public, court, client, query) -> None:
    client.force_login(court.curator)

    assert client.get(f"/admin/registers/{query}").status_code == 200


def test_without_a_chinese_font_one_is_told_so(public, court, client, monkeypatch) -> None:
    monkeypatch.setattr(printed, "FONTS", ())
    printed.fonts.cache_clear()
    client.force_login(court.curator)

    answer = client.get(f"/admin/registers/approval/{public.pk}.pdf", follow=True)

    printed.fonts.cache_clear()
    assert "请改用 Word 文件" in answer.text


def test_many_works_ask_no_more_of_the_database_than_one(public, accepted, court, client, work_off) -> None:
    def queries() -> list[int]:
        counted = []
        for address in ("registers/", "registers/ledger.xlsx", "registers/faults.xlsx"):
            with CaptureQueriesContext(connection) as context:
                answer = client.get(f"/admin/{address}")
            counted.append(len(context))
        assert answer.status_code == 200
        return counted

    client.force_login(court.curator)
    queries()
    with_one = queries()
    for number in (1, 2, 3):
        release_work(another(accepted, number), court)
    work_off()

    assert queries() == with_one
    sheet = load_workbook(io.BytesIO(client.get("/admin/registers/ledger.xlsx").content)).active
    assert sheet.max_row == 5
