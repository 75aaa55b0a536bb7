"""发稿审批单 has the office's rows, every opinion, and the moment at which the work truly went live."""

import io

from django.utils.timezone import localtime
from docx import Document

from curation.drafting import draft
from reports.approval import approval
from showcase.models import Release
from submissions.office import as_docx

ROWS = (
    "编号｜标题｜类别(A/B/C)｜原创/转载及来源｜供稿部门｜作者｜拟发布平台与栏目｜拟发布时间｜内容摘要｜图片/视频数量"
    "｜保密审查意见(签名·时间)｜初审意见｜复审意见｜终审意见｜一校｜二校｜三校｜发布人｜实际发布时间｜链接｜备注"
)


def read_back(page) -> dict[str, str]:
    table = Document(io.BytesIO(as_docx(approval(page)))).tables[0]
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
