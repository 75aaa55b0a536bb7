import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from config.demo import works
from tests.conftest import ROOT

_LOADER = """
import multiprocessing, pathlib, sys, time
from config.demo import works
made = works.make_all(pathlib.Path(sys.argv[1]), ["morning", "window"])
next(made)
print(*[child.pid for child in multiprocessing.active_children()], flush=True)
time.sleep(600)
"""


def test_there_are_works_of_all_four_kinds():
    assert Counter(work.kind for work in works.CATALOGUE) == {
        "calligraphy": 9,
        "essay": 5,
        "photograph": 4,
        "lecture": 2,
    }


@pytest.mark.parametrize("work", works.CATALOGUE, ids=lambda work: work.key)
def test_a_work_is_marked_as_an_example_and_fits_its_form(work):
    assert work.author.endswith("（示例）")
    assert len(work.title) <= 120
    assert len(work.summary) <= 300


def test_a_word_file_is_made_in_a_folder_of_its_own(tmp_path):
    made = works.make("morning", tmp_path)

    assert [(file.path.relative_to(tmp_path).as_posix(), file.role) for file in made] == [
        ("morning/法庭的早晨.docx", "main")
    ]
    assert made[0].path.stat().st_size > 10_000


def test_an_unknown_key_is_refused(tmp_path):
    with pytest.raises(KeyError):
        works.make("absent", tmp_path)


def test_works_are_made_side_by_side(tmp_path):
    made = dict(works.make_all(tmp_path, ["morning", "window", "notebook"]))

    assert {key: [file.path.name for file in files] for key, files in made.items()} == {
        "morning": ["法庭的早晨.docx"],
        "notebook": ["老周的笔记本.docx"],
        "window": [],
    }


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_a_loader_that_is_killed_leaves_no_process_behind(tmp_path):
    loader = subprocess.Popen(
        [sys.executable, "-c", _LOADER, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"},
        stdout=subprocess.PIPE,
    )
    children = [int(pid) for pid in loader.stdout.readline().split()]
    loader.kill()
    loader.communicate()

    deadline = time.monotonic() + 10
    while left := [pid for pid in children if Path(f"/proc/{pid}").exists()]:
        assert time.monotonic() < deadline, f"still there: {left}"
        time.sleep(0.1)
    assert len(children) == 2
