"""Files stay small, templates carry no script or style, every package with logic has its tests."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCES = sorted(
    path.relative_to(ROOT)
    for folder in ("site", "media_library", "submissions", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted(path.relative_to(ROOT) for path in (ROOT / "site").rglob("*.html"))
# What only declares, connects or lists: Django reads it, other tests walk over it.
DECLARING = {
    "__init__",
    "apps",
    "urls",
    "admin_urls",
    "wagtail_hooks",
    "wsgi",
    "settings",
    "signals",
    "users_app",
}
INLINE = {
    "a script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(?:ld\+)?json[\"'])", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "another host": re.compile(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"'](?:https?:)?//", re.I),
}


def has_logic(path: Path) -> bool:
    """Whether the module defines a function, or a class with a method that is not one of Python's own."""
    tree = ast.parse((ROOT / path).read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return any(not function.name.startswith("__") for function in functions)


def mirror_of(path: Path) -> Path:
    """The folder of the tests of a module: the same path, under tests/."""
    inner = path.relative_to("site") if path.parts[0] == "site" else path
    return Path("tests", *[part for part in inner.parts[:-1] if part not in ("management", "commands")])


def test_files_can_be_read_in_one_go() -> None:
    # A test is a list of cases, so it may be longer.
    long = {
        str(path): count
        for path in SOURCES
        if (count := (ROOT / path).read_text().count("\n")) > (600 if path.parts[0] == "tests" else 400)
    }

    assert long == {}


@pytest.mark.parametrize("what", INLINE)
def test_templates_carry_nothing_that_the_content_policy_forbids(what: str) -> None:
    carrying = [str(path) for path in TEMPLATES if INLINE[what].search((ROOT / path).read_text())]

    assert carrying == []


def test_every_package_with_logic_has_its_tests() -> None:
    with_tests = {path.parent for path in SOURCES if path.name.startswith("test_")}

    untested = {
        str(path.parent)
        for path in SOURCES
        if path.parts[0] != "tests"
        and path.stem not in DECLARING
        and "models" not in (path.stem, path.parent.name)
        and has_logic(path)
        and mirror_of(path) not in with_tests
    }

    assert untested == set()
