"""A kind's own fields: their form, their rules in words, and what a page shows of them."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from campaigns import fields
from campaigns.models import Kind


@pytest.fixture
def kind() -> Kind:
    return Kind(
        code="seal",
        family="pictures",
        fields=[
            {
                "name": "script",
                "label": "书体",
                "label_en": "Script",
                "type": "choice",
                "required": True,
                "public": True,
                "choices": ["楷书", {"value": "草书", "label_en": "Cursive"}],
            },
            {"name": "width_cm", "label": "宽（厘米）", "type": "number", "public": True},
            {"name": "made_on", "label": "日期", "type": "date", "more": True},
            {"name": "source", "label": "出处", "help": "作者、篇名", "help_en": "Author and title"},
            {
                "name": "text",
                "label": "释文",
                "label_en": "Transcription",
                "type": "body",
                "required": True,
                "unless": {"script": ["楷书"]},
            },
        ],
    )


def test_form_has_a_field_for_each_entry_in_the_readers_language(kind: Kind) -> None:
    chinese = fields.form_fields(kind)
    with translation.override("en"):
        english = fields.form_fields(kind)

    assert list(chinese) == ["details_script", "details_width_cm", "details_made_on", "details_source"]
    assert chinese["details_script"].choices == [("", "请选择"), ("楷书", "楷书"), ("草书", "草书")]
    assert english["details_script"].choices == [("", "Please choose"), ("楷书", "楷书"), ("草书", "Cursive")]
    assert (chinese["details_source"].help_text, english["details_source"].help_text) == (
        "作者、篇名",
        "Author and title",
    )
    assert [name for name, field in chinese.items() if field.more] == ["details_made_on"]


def test_details_are_cleaned_and_what_is_empty_is_left_out(kind: Kind) -> None:
    raw = {"script": "草书", "width_cm": " １３８ ", "made_on": "2021-06-18", "source": "  ", "stray": "x"}

    assert fields.clean(kind, raw) == ({"script": "草书", "width_cm": 138, "made_on": "2021-06-18"}, {})


@pytest.mark.parametrize(
    ("raw", "name", "sentence"),
    [
        ({"script": ""}, "script", "请填写“书体”。"),
        ({"script": "狂草"}, "script", "“书体”：请从列表中选择。"),
        ({"script": "楷书", "width_cm": "很宽"}, "width_cm", "“宽（厘米）”应为数字，如 138 或 68.5。"),
        ({"script": "楷书", "width_cm": "-3"}, "width_cm", "“宽（厘米）”应为数字，如 138 或 68.5。"),
        ({"script": "楷书", "width_cm": "inf"}, "width_cm", "“宽（厘米）”应为数字，如 138 或 68.5。"),
        ({"script": "楷书", "made_on": "六月"}, "made_on", "“日期”应为日期，写作 2021-06-18。"),
        ({"script": "楷书", "source": "长" * 201}, "source", "“出处”有 201 个字，最多 200 个字。"),
    ],
)
def test_each_fault_is_a_sentence_with_the_fields_name(
    kind: Kind, raw: dict[str, str], name: str, sentence: str
) -> None:
    _details, errors = fields.clean(kind, raw)

    assert errors == {name: sentence}


def test_cleaning_again_changes_nothing(kind: Kind) -> None:
    once, _errors = fields.clean(kind, {"script": "楷书", "width_cm": "68.5", "made_on": "2021-06-18"})

    assert fields.clean(kind, once) == (once, {})


def test_details_are_described_in_order_with_both_labels(kind: Kind) -> None:
    details = {"width_cm": 68.5, "script": "草书", "source": "《兰亭序》"}

    rows = fields.described(kind, details)
    public = fields.described(kind, details, public_only=True)

    assert rows[0] == {
        "name": "script",
        "label": "书体",
        "label_en": "Script",
        "value": "草书",
        "value_en": "Cursive",
    }
    assert [row["name"] for row in rows] == ["script", "width_cm", "source"]
    assert [row["name"] for row in public] == ["script", "width_cm"]


def test_body_is_needed_unless_a_detail_lifts_the_duty(kind: Kind) -> None:
    body = fields.body(kind)

    assert body is not None
    assert (body.label, body.needed({"script": "草书"}), body.needed({"script": "楷书"})) == (
        "释文",
        True,
        False,
    )


def test_text_always_has_its_body_and_a_picture_need_not() -> None:
    text, picture = Kind(family="text", fields=[]), Kind(family="pictures", fields=[])

    assert fields.body(picture) is None
    body = fields.body(text)
    assert body is not None
    assert (body.label, body.required, body.or_file) == ("正文", True, True)


def test_planted_kinds_are_well_formed(db: None) -> None:
    for planted in Kind.objects.all():
        fields.check(planted.fields)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x"},
        [1],
        [{"name": "x"}],
        [{"name": "书体", "label": "书体"}],
        [{"name": "a b", "label": "书体"}],
        [{"name": "x", "label": "甲"}, {"name": "x", "label": "乙"}],
        [{"name": "x", "label": "甲", "type": "colour"}],
        [{"name": "x", "label": "甲", "type": "choice"}],
    ],
)
def test_malformed_definition_is_refused_with_a_sentence(wrong: object) -> None:
    with pytest.raises(ValidationError):
        fields.check(wrong)
