"""Who answers for what, in the many forms of writing it down."""

import pytest

from campaigns.notice.units import clause_in, split_names


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("责任单位：党支部", ["党支部/责任单位"]),
        ("责任单位:党支部，各部门 ", ["党支部/责任单位", "各部门/责任单位"]),
        ("责任部门：政治部、办公室。", ["政治部/责任部门", "办公室/责任部门"]),
        ("牵头单位：A部；配合单位：B处、C科", ["A部/牵头单位", "B处/配合单位", "C科/配合单位"]),
        ("牵头单位：政治部。配合单位：办公室。", ["政治部/牵头单位", "办公室/配合单位"]),
        ("（责任单位：政治部，工会）", ["政治部/责任单位", "工会/责任单位"]),
        ("(责任单位:政治部;配合单位:工会)", ["政治部/责任单位", "工会/配合单位"]),
        ("责 任 单 位：政治部　工会", ["政治部/责任单位", "工会/责任单位"]),
        ("责任单位 政治部", ["政治部/责任单位"]),
        ("开展活动。（牵头单位：工会）", ["工会/牵头单位"]),
        ("开展活动。承办单位：工会", ["工会/承办单位"]),
        ("责任单位：“送温暖、献爱心”活动组，工会", ["“送温暖、献爱心”活动组/责任单位", "工会/责任单位"]),
        (
            "责任单位：机关党委（组织科、宣传科）、工会",
            ["机关党委（组织科、宣传科）/责任单位", "工会/责任单位"],
        ),
        ("责任单位：“未闭合、工会", ["“未闭合/责任单位", "工会/责任单位"]),
        ("责任领导：王　芳", ["王　芳/责任领导"]),
        (
            "做好展出工作。（政治部牵头，行装科、工会配合）",
            ["政治部/牵头单位", "行装科/配合单位", "工会/配合单位"],
        ),
        ("责任单位：政治部、政治部", ["政治部/责任单位"]),
        ("【责任单位：政治部；督办领导：王副院长】", ["政治部/责任单位", "王副院长/督办领导"]),
        ("悬挂标语．责任处室：办公室．", ["办公室/责任处室"]),
        ("书画展——责任单位：文化站", ["文化站/责任单位"]),
        ("责任单位：县文化馆（联系人：王丽，电话：1234567）", ["县文化馆/责任单位"]),
        ("责任部门：膳食科、工会；时间：10月、11月", ["膳食科/责任部门", "工会/责任部门"]),
        ("负责人：李丽   联系电话：1234567", ["李丽/负责人"]),
    ],
)
def test_a_clause_names_units_and_their_roles(line, expected):
    clause = clause_in(line)

    assert clause is not None
    assert [f"{unit.name}/{unit.role}" for unit in clause.units] == expected


@pytest.mark.parametrize(
    "line",
    [
        "各责任单位要高度重视。",
        "要压实责任单位：各部门要按时完成。逾期通报。",
        "明确牵头单位和配合单位。",
        "（此件公开发布）",
        "围绕中心工作（主动作为，靠前负责）",
        "",
    ],
)
def test_a_sentence_about_units_is_no_clause(line):
    assert clause_in(line) is None


def test_a_time_limit_stands_beside_the_units():
    clause = clause_in("责任单位：工会；完成时限：5月底前")

    assert clause is not None
    assert (clause.deadline, [unit.name for unit in clause.units]) == ("5月底前", ["工会"])


@pytest.mark.parametrize("line", ["责任单位：", "责任单位：工会、"])
def test_a_list_that_goes_on_in_the_next_line_says_so(line):
    clause = clause_in(line)

    assert clause is not None
    assert clause.continues


def test_an_open_list_is_marked_and_its_last_name_kept_clean():
    assert split_names("政治部、办公室等部门") == (["政治部", "办公室"], True)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("合唱比赛（4月28日，承办单位：文化馆）", ["4月28日"]),
        ("责任部门：膳食科；时间：10月、11月", ["时间：10月、11月"]),
        ("责任单位：县文化馆（联系人：王丽）", ["联系人：王丽"]),
    ],
)
def test_what_stands_among_the_names_and_is_none_is_kept(line, kept):
    clause = clause_in(line)

    assert clause is not None
    assert clause.rest == kept


def test_a_time_limit_among_verbs():
    clause = clause_in("撰写心得体会。（各支部负责，4月底前完成）")

    assert clause is not None
    assert clause.deadline == "4月底前"
