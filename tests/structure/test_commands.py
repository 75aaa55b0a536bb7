"""A command's name belongs to one app, and the README tells of every command of ours."""

import re
from collections import Counter

from tests.conftest import ROOT

COMMANDS = Counter(
    path.stem
    for folder in ("site", "media_library", "submissions")
    for path in (ROOT / folder).rglob("management/commands/*.py")
    if path.stem != "__init__"
)


def test_no_command_hides_another_of_its_name() -> None:
    assert [name for name, number in COMMANDS.items() if number > 1] == []


def test_readme_tells_of_every_command() -> None:
    told = set(re.findall(r"^\| `manage\.py (\w+)", (ROOT / "README.md").read_text(), re.M))

    assert told == COMMANDS.keys()
