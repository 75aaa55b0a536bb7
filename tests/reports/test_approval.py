"""发稿审批单 has the office's rows, every opinion, and the moment at which the work truly went live."""

import io

import pytest
from django.utils.timezone import localtime
from docx import Document

from audit.models import Entry
from curation.drafting import draft
from reports.approval import approval
from showcase.models import Release
from submissions.office import as_docx
from tests.curation.conftest import public_work  # noqa: F401
from tests.curation.test_exhibitions import page, public_hall  # noqa: F401

ROWS = (
    "编号｜标题｜类别(A/B/C)｜原创/转载及来源｜供稿部门｜作者｜拟发布平台与栏目｜拟发布时间｜内容摘要｜图片/视频数量"
    "｜保密审查意见(签名·时间)｜初审意见｜复审意见｜终审意见｜一校｜二校｜三校｜发布人｜实际发布时间｜链接｜备注"
)


def read_back(subject) -> dict[str, str]:
    table = Document(io.BytesIO(as_docx(approval(subject)))).tables[0]
    return {row.cells[0].text: row.cells[1].text for row in table.rows}


def test_rows_of_a_released_work(public) -> None:
    sheet = read_back(public)

    assert "｜".join(sheet) == ROWS
    assert sheet["标题"] == "=SUM(1)晨光"
    assert sheet["作者"] == "𠮷𫖯𬘭、买买提·艾力、=1+1"
    assert sheet["类别(A/B/C)"] == "A 普通"
    for part, row in (("first", "初审意见"), ("final", "终审意见"), ("secrecy", "保密审查意见(签名·时间)")):
        assert f"{part}：同意发布" in sheet[row]
    assert "终审  20" in sheet["终审意见"]
    went_live = localtime(Release.objects.get().released_at)
    assert sheet["实际发布时间"] == f"{went_live:%Y-%m-%d %H:%M}"
    assert sheet["图片/视频数量"] == "图片 1 幅，音视频 0 个"


def test_a_draft_has_a_sheet_without_signatures_or_release(accepted, court) -> None:
    sheet = read_back(draft(accepted, by=court.curator))

    assert "｜".join(sheet) == ROWS
    assert {sheet[row] for row in ("初审意见", "终审意见", "发布人", "实际发布时间", "链接")} == {""}


def test_an_exhibition_has_the_same_rows_and_lists_its_works(public_hall, public_work) -> None:  # noqa: F811
    sheet = read_back(public_hall)

    assert "｜".join(row for row in sheet if row != "展出作品") == ROWS
    assert (sheet["编号"], sheet["标题"], sheet["内容摘要"]) == ("qing-chen", "清晨", "早到的人先看见光。")
    assert sheet["展出作品"].splitlines()[0] == "单元“初光”"
    assert f"1. 《{public_work.title}》" in sheet["展出作品"]
    assert public_work.slug in sheet["展出作品"]
    assert sheet["图片/视频数量"] == "作品 1 件"
    assert f"自 {public_hall.opens} 起展出" in sheet["拟发布时间"]
    assert "终审" in sheet["终审意见"]
    assert sheet["链接"].endswith("/exhibitions/qing-chen/")


def test_an_exhibition_that_is_written_has_a_sheet_too(page) -> None:  # noqa: F811
    sheet = read_back(page)

    assert {sheet[row] for row in ("初审意见", "终审意见", "发布人", "实际发布时间", "链接")} == {""}
    assert "初光" in sheet["展出作品"]


@pytest.mark.usefixtures("chinese_font")
def test_it_is_taken_as_word_and_pdf_and_noted(public_hall, court, client) -> None:  # noqa: F811
    client.force_login(court.curator)
    assert f"/registers/approval/{public_hall.pk}.docx" in client.get("/admin/registers/").content.decode()

    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert client.get(f"/admin/registers/approval/{public_hall.pk}.{form}").content.startswith(begins)

    assert Entry.objects.filter(action="export.approval", subject=f"work:{public_hall.pk}").count() == 2
