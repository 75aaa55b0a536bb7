"""Every string has its Chinese, and the code speaks English."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.conftest import ROOT

CATALOGUE = ROOT / "site" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
HAN = re.compile(r"[㐀-鿿]")
LATIN = re.compile(r"[A-Za-z]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as text:
        return read_po(text, locale="zh_Hans")


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def test_every_string_has_its_chinese(catalogue: Catalog) -> None:
    empty = [ids(message)[0] for message in catalogue if message.id and not all(strings(message))]

    assert empty == []


def test_no_translation_is_a_guess(catalogue: Catalog) -> None:
    fuzzy = [ids(message)[0] for message in catalogue if message.id and message.fuzzy]

    assert fuzzy == []


def test_code_speaks_english(catalogue: Catalog) -> None:
    chinese = [
        message.id
        for message in catalogue
        # An English sentence may quote a Chinese word.
        if message.id and len(HAN.findall(ids(message)[0])) > len(LATIN.findall(ids(message)[0]))
    ]

    assert chinese == []


def test_placeholders_are_the_same_in_both_languages(catalogue: Catalog) -> None:
    different = [
        message.id
        for message in catalogue
        if message.id
        for string in strings(message)
        if string and set(PLACEHOLDER.findall(string)) != set(PLACEHOLDER.findall(ids(message)[-1]))
    ]

    assert different == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is not installed")
def test_catalogue_holds_exactly_the_strings_of_the_code(catalogue: Catalog, tmp_path: Path) -> None:
    for name in ("site", "media_library", "submissions"):
        shutil.copytree(
            ROOT / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("locale", "static", "__pycache__", "tests"),
        )
    (tmp_path / "locale").mkdir()
    # In a folder of its own, so that nothing in the repository changes.
    command = ["-m", "django", "makemessages", "-l", "zh_Hans", "--no-location", "--no-wrap"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(
        [sys.executable, *command], cwd=tmp_path, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    with (tmp_path / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po").open("rb") as text:
        found = {(message.context, ids(message)[0]) for message in read_po(text) if message.id}
    kept = {(message.context, ids(message)[0]) for message in catalogue if message.id}

    assert found - kept == set(), "strings without an entry: run makemessages, write their Chinese"
    assert kept - found == set(), "entries that no code uses any more: remove them"
