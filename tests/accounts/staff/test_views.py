"""The administrators' screens for the register of staff."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from accounts.models import StaffSheet, User
from accounts.roles import Role, grant
from tests.accounts.staff.books import book

pytestmark = pytest.mark.django_db
ONE, TWO, THREE = ("1", "甲", "办公室"), ("2", "乙", "政治部"), ("3", "丙", "政治部")


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def bring(client, *rows, **extra):
    file = SimpleUploadedFile("名册.xlsx", book(*rows))
    return client.post("/admin/staff/", {"file": file, "whole": "on"} | extra, follow=True)


def test_from_the_file_to_the_accounts(as_administrator) -> None:
    page = bring(as_administrator, ONE, TWO)
    digest = page.context["found"].digest

    assert "办公室" in page.content.decode()
    assert not User.objects.filter(username="1").exists()
    done = as_administrator.post(page.request["PATH_INFO"], {"digest": digest}, follow=True)

    assert User.objects.filter(username__in="12").count() == 2
    assert "名册已与表格一致" in done.content.decode()


def test_a_bad_row_is_shown_with_its_reason_and_there_is_nothing_to_press(as_administrator) -> None:
    page = bring(as_administrator, ONE, ("1", "乙", "政治部")).content.decode()

    assert page.count("工号重复：第 2、3 行。") == 2
    assert 'name="digest"' not in page


def test_a_drastic_sheet_needs_the_second_yes(as_administrator, taken_over) -> None:
    taken_over(ONE, TWO, THREE)
    page = bring(as_administrator, ONE)
    digest = page.context["found"].digest

    assert 'name="drastic"' in page.content.decode()
    as_administrator.post(page.request["PATH_INFO"], {"digest": digest})
    assert User.objects.get(username="2").is_active
    as_administrator.post(page.request["PATH_INFO"], {"digest": digest, "drastic": "1"})
    assert not User.objects.get(username="2").is_active


def test_a_file_that_is_none_is_refused_with_a_sentence(as_administrator) -> None:
    page = as_administrator.post(
        "/admin/staff/", {"file": SimpleUploadedFile("旧.xls", b"\xd0\xcf\x11\xe0....")}
    )

    assert page.status_code == 422
    assert "另存为不加密码的 .xlsx" in page.content.decode()
    assert not StaffSheet.objects.exists()


def test_names_cannot_write_into_the_page(as_administrator) -> None:
    page = bring(as_administrator, ("1", "<script>x</script>", "<b>庭")).content.decode()

    assert "<script>x" not in page and "<b>庭" not in page


def test_the_template_keeps_numbers_as_text(as_administrator) -> None:
    answer = as_administrator.get("/admin/staff/template.xlsx")

    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["工号", "姓名", "部门", "党支部", "角色"]
    assert sheet["A2"].number_format == "@"


def test_nobody_but_administrators(client, brought) -> None:
    sheet = brought(ONE)
    curator = User.objects.create_user("c")
    grant(curator, Role.CURATOR)
    client.force_login(curator)

    for address in ("/admin/staff/", "/admin/staff/template.xlsx", f"/admin/staff/{sheet.uid}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/admin/staff/{sheet.uid}/", {"digest": "x"}).status_code == 404


def test_the_preview_costs_the_same_for_many(as_administrator, brought, django_assert_num_queries) -> None:
    few, many = brought(ONE), brought(*((str(n), f"员{n}", "庭") for n in range(200)))
    as_administrator.get(f"/admin/staff/{few.uid}/")
    with django_assert_num_queries(EXACT):
        as_administrator.get(f"/admin/staff/{few.uid}/")
    with django_assert_num_queries(EXACT):
        as_administrator.get(f"/admin/staff/{many.uid}/")


EXACT = 14
