import json

import pytest

from curation.lines import BadLine, read_line

KINDS = {"essay": None, "photograph": None}
GOOD = {
    "kind": "essay",
    "title": "题",
    "authors": ["王芳"],
    "unit": "示例庭",
    "text": "文",
    "created": "2021-06-18",
}


def read(tmp_path, **changes):
    said = {name: value for name, value in {**GOOD, **changes}.items() if value is not ...}
    return read_line(1, json.dumps(said), KINDS, tmp_path)


def test_a_line_is_read(tmp_path):
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans/一.jpg").write_bytes(b"1")

    line = read(tmp_path, title=" 灯下\n抄书 ", authors=["王　芳", "Li  Hua"], files=["scans/一.jpg"], id=7)

    assert (line.title, line.authors, line.created) == ("灯下 抄书", ["王芳", "Li Hua"], "2021-06-18")
    assert line.files == [tmp_path / "scans/一.jpg"]
    assert line.unused == ["id"]


def test_the_key_is_what_the_line_says(tmp_path):
    assert read(tmp_path).key == read(tmp_path, id=9).key
    assert read(tmp_path).key != read(tmp_path, text="别的").key


@pytest.mark.parametrize(
    ("created", "kept"),
    [
        ("2021", "2021"),
        ("2021-6", "2021-06"),
        ("2021年6月18日", "2021-06-18"),
        ("2021/6", "2021-06"),
        ("2021-06-18T09:30:00+08:00", "2021-06-18"),
        (2021, "2021"),
        ("", ""),
        (None, ""),
        (..., ""),
    ],
)
def test_dates_are_kept_in_one_form(tmp_path, created, kept):
    assert read(tmp_path, created=created).created == kept


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "song"}, "song"),
        ({"kind": ...}, "kind"),
        ({"kind": 3}, "kind"),
        ({"title": " "}, "title"),
        ({"title": "长" * 256}, "256"),
        ({"title": ["题"]}, "title"),
        ({"authors": []}, "authors"),
        ({"authors": "王芳"}, "authors"),
        ({"authors": [""]}, "authors"),
        ({"authors": [None]}, "authors"),
        ({"authors": ["长" * 81]}, "长"),
        ({"unit": ...}, "unit"),
        ({"text": ...}, ""),
        ({"text": "a\x00b"}, "NUL"),
        ({"text": "a\ud800b"}, "NUL"),
        ({"created": "2021-13"}, "2021-13"),
        ({"created": "2021-02-30"}, "2021-02-30"),
        ({"created": "0000"}, "0000"),
        ({"created": "去年"}, "去年"),
        ({"created": [2021]}, "2021"),
        ({"created": True}, "True"),
        ({"files": "a.jpg"}, "files"),
        ({"files": [3]}, "files"),
        ({"files": ["nowhere.jpg"]}, "nowhere.jpg"),
        ({"files": ["../secret"]}, "../secret"),
        ({"files": ["/etc/passwd"]}, "/etc/passwd"),
        ({"files": ["长" * 300]}, "长"),
        ({"details": []}, "details"),
        ({"summary": "长" * 301}, "301"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, changes, why):
    with pytest.raises(BadLine) as error:
        read(tmp_path, **changes)

    assert why in str(error.value)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", "null", '"x"', "[" * 100_000, "{" * 5_000, "\x00", "NaN"]
)
def test_what_is_no_object_is_refused(tmp_path, text):
    with pytest.raises(BadLine):
        read_line(1, text, KINDS, tmp_path)
