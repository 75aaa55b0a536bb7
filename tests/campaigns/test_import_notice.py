"""``manage.py import_notice``: what the operator sees, what a program gets, what is refused."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

NOTICE = Path(__file__).parent / "notice" / "notice.txt"


def test_as_data_for_a_program(capsys):
    call_command("import_notice", str(NOTICE), "--json")

    data = json.loads(capsys.readouterr().out)
    assert (len(data["phases"]), len(data["groups"]), len(data["requirements"])) == (2, 6, 3)
    assert [len(group["items"]) for group in data["groups"]] == [4, 1, 2, 1, 1, 2]
    assert data["units"] == ["党支部", "政治部", "州法院党史学习教育领导小组办公室", "各部门", "新媒体团队"]


def test_as_an_outline_for_a_person(capsys):
    call_command("import_notice", str(NOTICE))

    lines = capsys.readouterr().out.splitlines()
    assert "  7. 走进一线讲党课  （责任单位：政治部）" in lines


def test_from_standard_input(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOTICE.read_bytes())))

    call_command("import_notice", "-", "--json")

    assert len(json.loads(capsys.readouterr().out)["groups"]) == 6


def test_an_old_word_file_ends_in_a_sentence(tmp_path):
    old = tmp_path / "通知.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    with pytest.raises(CommandError, match=r"通知\.doc.*\.docx"):
        call_command("import_notice", str(old))


def test_a_file_that_is_not_there_ends_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("import_notice", str(tmp_path / "nowhere.txt"))
