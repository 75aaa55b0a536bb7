"""A Chinese font, without which no paper is printed as PDF."""

import os

import pytest


def pytest_terminal_summary(terminalreporter) -> None:
    """One plain line about what could not be run."""
    from reports.printed import fonts

    if not fonts():
        terminalreporter.write_line("No Chinese font was found: the tests of printed papers were not run.")


@pytest.fixture(scope="session")
def chinese_font() -> str:
    """The name of a font. Without one the test is skipped, or fails where REQUIRE_FONTS is set (the gate)."""
    from reports.printed import fonts

    if found := fonts():
        return found[0]
    if os.environ.get("REQUIRE_FONTS"):
        pytest.fail("The gate needs a Chinese font, and none was found.")
    pytest.skip("no Chinese font found")
