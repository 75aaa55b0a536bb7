"""Every rule of a kind and its call is a sentence beside the field it speaks of."""

import datetime as dt

import pytest
from django.utils import timezone

from submissions.intake.requirements import problems
from submissions.models import Submission
from tests.factories import DECLARED, AssetFactory, CallFactory, SubmissionFactory, UserFactory, bring

pytestmark = pytest.mark.django_db


def change(submission: Submission, **fields) -> Submission:
    for name, value in fields.items():
        setattr(submission, name, value)
    submission.save()
    return submission


@pytest.mark.parametrize("kind", ["essay", "calligraphy", "photograph", "lecture"])
def test_complete_work_lacks_nothing(kind: str) -> None:
    assert problems(SubmissionFactory(kind=kind)) == {}


def test_empty_draft_is_told_everything_at_once() -> None:
    draft = SubmissionFactory(empty=True, kind="calligraphy", assets=[], unit=None, contributor=UserFactory())

    assert set(problems(draft)) == {
        "title",
        "authors",
        "unit",
        "terms",
        "details_script",
        "details_form",
        "text",
        "files",
        *(f"declared_{name}" for name in DECLARED),
    }


@pytest.mark.parametrize(
    ("fields", "name", "sentence"),
    [
        ({"title": "长" * 121}, "title", "题名超过了 120 个字。"),
        ({"created": "2021年6月"}, "created", "创作时间请写成 2021、2021-06 或 2021-06-18。"),
        ({"created": "2021-13"}, "created", "创作时间请写成 2021、2021-06 或 2021-06-18。"),
        ({"summary": "长" * 301}, "summary", "共 301 个字，最多 300 个字。"),
        ({"details": {}}, "details_genre", "请填写“体裁”。"),
        ({"text": " \n"}, "text", "请填写“正文”。"),
        ({"text": "字" * 30001}, "text", "正文共 30001 字，本次征集最多 30000 字。"),
        ({"terms_accepted_at": None}, "terms", "请阅读并同意授权承诺。"),
        (
            {"authors": [{"name": "赵磊", "user": None, "number": "x9"}]},
            "authors",
            "没有工号为 x9 的人员。“赵磊”如果没有工号，请留空。",
        ),
    ],
)
def test_each_lack_is_named(fields: dict, name: str, sentence: str) -> None:
    assert problems(change(SubmissionFactory(), **fields)) == {name: [sentence]}


@pytest.mark.parametrize("created", ["", "2021", "2021-06", "2021-06-18"])
def test_date_may_be_as_exact_as_it_is_known(created: str) -> None:
    assert problems(SubmissionFactory(created=created)) == {}


def test_running_hand_needs_its_transcription_and_regular_script_does_not() -> None:
    work = SubmissionFactory(kind="calligraphy", text="")

    assert problems(work) == {"text": ["请填写“释文”。"]}
    assert "text" in problems(change(work, details={"script": "楷书", "form": "条幅"}))
    assert (
        problems(change(work, details={"script": "楷书", "form": "条幅", "source": "王之涣《登鹳雀楼》"}))
        == {}
    )


def test_couplet_needs_both_lines_the_right_one_first() -> None:
    work = SubmissionFactory(kind="calligraphy", details={"script": "行书", "form": "对联"})

    assert problems(work) == {"files": ["这种形式请交 2 张图片，依次为：上联（右）、下联（左）。"]}
    work.files.create(asset=AssetFactory(), position=1)
    assert problems(work) == {}


def test_call_says_what_must_be_filled_in() -> None:
    required = {"material": True, "form": False}
    call = CallFactory(limits={"calligraphy": {"required": required}})
    work = SubmissionFactory(kind="calligraphy", call=call, details={"script": "行书"})

    assert problems(work) == {"details_material": ["请填写“材质”。"]}


def test_call_limits_pixels_and_minutes() -> None:
    call = CallFactory(limits={"photograph": {"edge_min": 4000}, "lecture": {"minutes_min": 15}})

    small = SubmissionFactory(kind="photograph", call=call, assets=[AssetFactory(name="甲.jpg")])
    short = SubmissionFactory(kind="lecture", call=call, assets=[AssetFactory(video=True, name="课.mp4")])

    assert problems(small) == {"files": ["“甲.jpg”长边 3200 像素，本次征集要求至少 4000 像素。"]}
    assert problems(short) == {"files": ["“课.mp4”长 1.0 分钟，本次征集要求至少 15 分钟。"]}
    change(call, limits={"lecture": {"minutes_max": 0.5}})
    assert problems(short) == {"files": ["“课.mp4”长 1.0 分钟，本次征集最多 0.5 分钟。"]}


def test_a_document_is_as_long_as_the_call_allows() -> None:
    call = CallFactory(kinds=["essay"], limits={"essay": {"text_min": 800, "text_max": 1000}})
    assets = [AssetFactory(document=True, facts={"characters": 1122})]
    work = SubmissionFactory(call=call, text="", assets=assets)

    assert any("1122" in sentence and "1000" in sentence for sentence in problems(work)["text"])


def test_document_serves_as_the_text_of_an_essay() -> None:
    work = SubmissionFactory(text="", assets=[AssetFactory(document=True)])

    assert problems(work) == {}


def test_lecture_needs_its_script_and_its_recording() -> None:
    assert problems(SubmissionFactory(kind="lecture", text="")) == {"text": ["请填写“讲稿”。"]}
    only_script = SubmissionFactory(kind="lecture", text="", assets=[AssetFactory(document=True)])
    assert problems(only_script) == {"files": ["请添加作品文件，至少 1 个。"]}


@pytest.mark.parametrize(("number", "fits"), [(1, True), (2, False), (3, False), (4, True), (8, True)])
def test_photographs_are_one_or_a_set(number: int, fits: bool) -> None:
    work = SubmissionFactory(kind="photograph", assets=[AssetFactory() for _ in range(number)])

    sentence = f"请交单幅，或至少 4 张的组照；现在是 {number} 张。"
    assert problems(work) == ({} if fits else {"files": [sentence]})


def test_call_has_limits_of_its_own() -> None:
    call = CallFactory(limits={"essay": {"text_min": 100, "files_max": 1}})
    work = SubmissionFactory(call=call, text="太短。", assets=[AssetFactory(), AssetFactory()])

    assert problems(work) == {
        "text": ["正文共 3 字，本次征集至少 100 字。"],
        "files": ["现有 2 个文件，本次征集最多 1 个。"],
    }


def test_files_must_have_stood_their_check() -> None:
    checking = AssetFactory(name="甲.jpg", checking=True)
    refused = AssetFactory(name="乙.jpg", refused=True, refusal="script")
    failed = AssetFactory(name="丙.jpg", failed=True)
    work = SubmissionFactory(assets=[checking, refused, failed])

    waiting, wrong, ours = problems(work)["files"]

    assert waiting == "“甲.jpg”还在检查，请稍候再提交。"
    assert wrong.startswith("“乙.jpg”：")
    assert wrong.endswith("请移除或换一个文件。")
    assert ours == "“丙.jpg”处理失败，请重新上传，或告知新媒体团队。"


def test_format_is_one_that_the_call_takes() -> None:
    work = SubmissionFactory(kind="calligraphy", assets=[AssetFactory(name="甲.mp4", video=True)])

    assert problems(work) == {"files": ["“甲.mp4”是 MP4 格式，本次征集接收 JPEG、PNG、WEBP、HEIC、TIFF。"]}


def test_format_is_compared_without_regard_to_case() -> None:
    assert problems(SubmissionFactory(kind="calligraphy", assets=[AssetFactory(format="jpeg")])) == {}


def test_call_must_be_open() -> None:
    today = timezone.localdate()
    closed = SubmissionFactory()
    change(closed.call, closes_on=today - dt.timedelta(days=1))
    upcoming = SubmissionFactory()
    change(upcoming.call, opens_on=today + dt.timedelta(days=1))

    assert problems(closed) == {"call": ["本次征集已经截止，不能再提交。"]}
    assert problems(upcoming) == {"call": ["本次征集尚未开始。"]}


def test_closing_day_itself_still_counts() -> None:
    work = SubmissionFactory()
    change(work.call, closes_on=timezone.localdate())

    assert problems(work) == {}


def test_what_was_sent_in_time_and_returned_may_be_sent_after_the_closing_day() -> None:
    work = SubmissionFactory(returned=True)
    change(work.call, closes_on=timezone.localdate() - dt.timedelta(days=1))

    assert problems(work) == {}


def test_call_that_no_longer_takes_the_kind_says_so() -> None:
    work = SubmissionFactory()
    work.call.kinds.remove(work.kind)

    assert problems(work) == {"call": ["本次征集不收这类作品。"]}


def test_works_per_person_are_limited_and_what_was_taken_back_does_not_count() -> None:
    call, user = CallFactory(per_person=1), UserFactory()
    unit = SubmissionFactory(call=call, contributor=user, recalled=True).unit
    other = SubmissionFactory(call=call, contributor=user, unit=unit)

    assert problems(other) == {}

    bring(SubmissionFactory(call=call, contributor=user, unit=unit), "sent")
    assert problems(other) == {"call": ["本次征集每人限 1 件，您已经交满。"]}
