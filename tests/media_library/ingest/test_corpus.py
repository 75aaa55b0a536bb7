"""Every file of the corpus ends as it must: taken as what it is, or refused with its reason. On the way nothing else is
opened, nobody is called, and nothing is written outside the attempt's own folder.
"""

import sys
from pathlib import Path

import pytest
from django.utils import translation
from PIL import Image

from media_library.ingest.refusals import explain
from tests.media_library.corpus import CASES
from tests.media_library.corpus.case import BAD, GOOD, either
from tests.media_library.corpus.trial import STRACE, Outcome, attempt
from tests.media_library.corpus_pictures import save

#: Twice the clock that the pipeline gives a file would be a hang.
HANG_SECONDS = 60

QUICK = [key for key, case in CASES.items() if not case.slow]
#: Every fifth, so that each sort of file has some among them; `make drill` tries all.
SOME = QUICK[::5]
OTHERS = [key for key in CASES if key not in set(SOME)]


@pytest.mark.parametrize("key", SOME)
def test_a_file_of_the_corpus(key: str, tmp_path: Path) -> None:
    judge(attempt(CASES[key], tmp_path / "trial"), tmp_path / "trial")


@pytest.mark.drill
@pytest.mark.parametrize("key", OTHERS)
def test_another_file_of_the_corpus(key: str, tmp_path: Path) -> None:
    judge(attempt(CASES[key], tmp_path / "trial"), tmp_path / "trial")


def judge(outcome: Outcome, folder: Path) -> None:
    """Whether it ended as it must, with a sentence in both languages."""
    assert outcome.as_expected, (outcome.got, outcome.case.expected, outcome.refusal)
    assert outcome.findings == []
    assert outcome.seconds < HANG_SECONDS
    if outcome.refusal:
        for language in ("zh-hans", "en"):
            with translation.override(language):
                sentence = explain(outcome.refusal)
            assert len(sentence) > 5 and "%(" not in sentence
    elif outcome.case.kind == GOOD:
        assert (outcome.result and outcome.result["made"]) or "encode" in outcome.result["facts"]["later"]
        if "turned-" in outcome.case.name and (folder / "made" / "web-320.webp").exists():
            red, green, _blue = Image.open(folder / "made" / "web-320.webp").convert("RGB").getpixel((20, 20))
            assert red > 150 > green  # upright


def test_the_corpus_is_large_and_mixed() -> None:
    kinds = [case.kind for case in CASES.values()]

    assert len(kinds) > 1000
    assert kinds.count(GOOD) > 300
    assert kinds.count(BAD) > 400


@pytest.mark.skipif(not STRACE, reason="strace is not installed here")
@pytest.mark.parametrize(
    ("does", "finding"),
    [
        ("open('../in/canary.txt').read()", "opened"),
        ("open('/etc/passwd').read()", "opened /etc/passwd"),
        ("open('../elsewhere', 'w')", "openat"),
        ("import os; os.unlink('../in/canary.mp4')", "unlink"),
        ("import os; open('a', 'w').close(); os.rename('a', '../b')", "rename"),
        ("import socket; socket.socket().connect_ex(('127.0.0.1', 9))", "called"),
        ("import subprocess; subprocess.run(['/tmp/none'], check=False)", "opened /tmp/none"),
    ],
)  # fmt: skip
def test_the_trial_sees_what_a_parser_must_not_do(
    does: str, finding: str, tmp_path: Path, monkeypatch
) -> None:
    """A program in place of the child does one forbidden thing."""
    program = tmp_path / "program"
    program.write_text(
        f'#!/bin/sh\nexec {sys.executable} -c "\ntry:\n  {does}\nexcept OSError: pass\nopen(\'result.json\', \'w\').write(\'{{\\"result\\": {{\\"format\\": \\"png\\", \\"facts\\": {{\\"later\\": []}}, \\"made\\": []}}}}\')\n"\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    case = either("picture.png", save(b"\x89PNG\r\n\x1a\n" + bytes(30)))

    outcome = attempt(case, tmp_path / "trial")

    assert any(each.startswith(finding) for each in outcome.findings), outcome


def test_every_file_is_the_same_each_time(tmp_path: Path) -> None:
    """What failed once can be looked at again."""
    for key in ("jpeg/samsung-motion.jpg", "pdf_files/jbig2-scan.pdf", "damage/many-bits-2.jpg"):
        paths = [tmp_path / number for number in "12"]
        for path in paths:
            CASES[key].make(path)
        assert paths[0].read_bytes() == paths[1].read_bytes(), key
