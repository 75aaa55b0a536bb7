"""The screens of many works at once."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from submissions.models import Batch, Submission
from tests.factories import CallFactory, UnitFactory, UserFactory
from tests.submissions.intake.test_batch import HEADS
from tests.submissions.intake.test_batch_sheet import sheet
from tests.submissions.intake.test_batch_zip import packed

pytestmark = pytest.mark.django_db


def test_sheet_and_zip_are_read_looked_at_and_become_drafts(client: Client) -> None:
    call = CallFactory(title="示例征集")
    client.force_login(UserFactory(unit=UnitFactory()))
    address = f"/calls/{call.slug}/batch/"
    empty = load_workbook(io.BytesIO(client.get(f"{address}template/").content))
    assert empty.active["C1"].value == "题名"
    assert address in client.get(f"/calls/{call.slug}/").text

    rows = sheet(HEADS, [1, "文章", "甲<b>", "王芳", "", "", "a.txt"], [2, "雕塑", "乙", "王芳", "", "", ""])
    data = {
        "sheet": SimpleUploadedFile("表.xlsx", rows.getvalue()),
        "archive": SimpleUploadedFile("文件.zip", packed(**{"a.txt": b"a"}).getvalue()),
    }
    response = client.post(address, data)
    batch = Batch.objects.get()
    assert response["Location"] == f"/me/batch/{batch.uid}/"
    page = client.get(response["Location"]).text
    assert "甲&lt;b&gt;" in page
    assert "“雕塑”不是本次征集的类别" in page
    client.post(response["Location"])
    assert Submission.objects.get().title == "甲<b>"

    client.force_login(UserFactory())
    assert client.get(response["Location"]).status_code == 404


def test_what_cannot_be_read_is_said_on_the_form(client: Client) -> None:
    call = CallFactory()
    client.force_login(UserFactory(unit=UnitFactory()))
    response = client.post(f"/calls/{call.slug}/batch/", {"sheet": SimpleUploadedFile("表.xlsx", b"no")})
    assert response.status_code == 422
    assert "无法读取" in response.text
    assert client.post(f"/calls/{call.slug}/batch/", {}).status_code == 422
