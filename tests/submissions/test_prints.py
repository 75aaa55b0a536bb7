"""The papers of the office are filled in with what was sent, each in its kind's measure."""

import pytest

from submissions.prints import content_of, declaration, measure, registration
from tests.factories import AssetFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def test_registration_has_the_offices_rows_in_their_order() -> None:
    details = {"script": "行书", "form": "条幅", "height_cm": 138, "width_cm": 69}
    work = SubmissionFactory(kind="calligraphy", details=details, sent=True, title="登鹳雀楼")

    paper = registration(work, content_of(work))

    assert [label for label, _text in paper.rows] == [
        *("作品编号", "题名", "类别", "作者", "性别", "出生年月", "政治面貌", "单位及职务", "联系电话"),
        *("规格/字数/时长/张数", "创作时间", "作品简介", "释文"),
    ]
    rows = dict(paper.rows)
    assert (rows["作品编号"], rows["题名"]) == (work.receipt, "登鹳雀楼")
    assert rows["规格/字数/时长/张数"] == "138 × 69 cm  四尺整张、竖式"
    assert [label for label, _height in paper.to_fill] == [
        "原创与授权承诺（签名）",
        "推荐单位意见（盖章）",
        "评审意见",
    ]


def test_measure_is_that_of_the_kind() -> None:
    essay = SubmissionFactory(text="一笔一画。")
    typed = AssetFactory(family="document", format="docx", facts={"characters": 1122})
    document = SubmissionFactory(text="", assets=[typed])
    lecture = SubmissionFactory(kind="lecture", assets=[AssetFactory(video=True, duration=125.0)])
    photographs = SubmissionFactory(kind="photograph", assets=[AssetFactory() for _each in range(4)])

    found = [measure(work, content_of(work)) for work in (essay, document, lecture, photographs)]
    assert found == ["5 字", "1122 字", "2:05", "4 张"]


def test_declaration_says_which_wording_was_accepted_and_when() -> None:
    work = SubmissionFactory(sent=True)
    paper = declaration(work, content_of(work))

    assert dict(paper.rows)["版本"] == "授权承诺书 v1"
    assert str(work.contributor) in dict(paper.rows)["网上确认"]
    assert paper.paragraphs[0].startswith("本人承诺")


def test_draft_has_its_declaration_to_be_signed() -> None:
    draft = SubmissionFactory(terms=None, terms_accepted_at=None, unit=None)
    assert "网上确认" not in dict(declaration(draft, content_of(draft)).rows)
    assert registration(draft, content_of(draft)).rows[0] == ("作品编号", "")


def test_telephone_and_address_of_the_confirmation_are_printed_where_they_are_known() -> None:
    work = SubmissionFactory(telephone="0872-2310000", terms_accepted_from="10.0.0.7", sent=True)
    content = content_of(work)

    assert dict(registration(work, content).rows)["联系电话"] == "0872-2310000"
    assert dict(declaration(work, content).rows)["网上确认"].endswith("IP 10.0.0.7")
