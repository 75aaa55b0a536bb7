"""Settings from the environment: what a value means, and what is refused."""

from pathlib import Path

import pytest

from config import env


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch):
    return lambda value: monkeypatch.setenv("A_SETTING", value)


class TestText:
    def test_unset_or_blank_is_the_default(self, given) -> None:
        assert env.text("A_SETTING", "ink") == "ink"
        given("  ")
        assert env.text("A_SETTING", "ink") == "ink"

    def test_is_stripped(self, given) -> None:
        given(" 墨 ")

        assert env.text("A_SETTING", "ink") == "墨"


class TestFlag:
    @pytest.mark.parametrize("value", ["1", "true", "YES", "On"])
    def test_yes(self, given, value: str) -> None:
        given(value)

        assert env.flag("A_SETTING", default=False) is True

    @pytest.mark.parametrize("value", ["0", "False", "no", "OFF"])
    def test_no(self, given, value: str) -> None:
        given(value)

        assert env.flag("A_SETTING", default=True) is False

    def test_unset_is_the_default(self) -> None:
        assert env.flag("A_SETTING", default=True) is True

    def test_misspelt_switch_is_refused(self, given) -> None:
        given("ture")

        with pytest.raises(ValueError, match="A_SETTING must be 1 or 0, not 'ture'"):
            env.flag("A_SETTING", default=False)


class TestNumber:
    def test_value_or_default(self, given) -> None:
        assert env.number("A_SETTING", 8) == 8
        given("12")
        assert env.number("A_SETTING", 8) == 12

    def test_anything_else_is_refused(self, given) -> None:
        given("many")

        with pytest.raises(ValueError):
            env.number("A_SETTING", 8)


def test_words_are_split_at_commas(given) -> None:
    assert env.words("A_SETTING", ("*",)) == ["*"]

    given(" a.example , b.example,")

    assert env.words("A_SETTING", ("*",)) == ["a.example", "b.example"]


class TestDatabase:
    def test_none_is_a_sqlite_file_that_survives_a_power_cut(self) -> None:
        entry = env.database("A_SETTING", Path("/srv/hanmo.sqlite3"))

        assert (entry["ENGINE"], entry["NAME"]) == ("django.db.backends.sqlite3", "/srv/hanmo.sqlite3")
        assert "journal_mode=WAL; PRAGMA synchronous=FULL" in entry["OPTIONS"]["init_command"]

    def test_sqlite_address(self, given) -> None:
        given("sqlite:///data/other.sqlite3")

        assert env.database("A_SETTING", Path("/x"))["NAME"] == "/data/other.sqlite3"

    def test_postgresql_address(self, given) -> None:
        given("postgres://court:p%40ss%2Fword@db.example:5433/hanmo")

        entry = env.database("A_SETTING", Path("/x"))

        assert entry == {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "hanmo",
            "USER": "court",
            "PASSWORD": "p@ss/word",
            "HOST": "db.example",
            "PORT": "5433",
            "CONN_HEALTH_CHECKS": True,
            "CONN_MAX_AGE": 60,
        }

    def test_another_kind_is_refused(self, given) -> None:
        given("mysql://db.example/hanmo")

        with pytest.raises(ValueError, match="must begin with postgres:// or sqlite:///"):
            env.database("A_SETTING", Path("/x"))
