"""Settings from the environment: what a value means, and what is refused."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

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

        with pytest.raises(ImproperlyConfigured, match="A_SETTING must be 1 or 0, not 'ture'"):
            env.flag("A_SETTING", default=False)


class TestNumber:
    def test_value_or_default(self, given) -> None:
        assert env.number("A_SETTING", 8) == 8
        given("12")
        assert env.number("A_SETTING", 8) == 12

    def test_anything_else_is_refused(self, given) -> None:
        given("many")

        with pytest.raises(ImproperlyConfigured):
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

        with pytest.raises(ImproperlyConfigured, match="must begin with postgres:// or sqlite:///"):
            env.database("A_SETTING", Path("/x"))


class TestFolder:
    def test_is_made_and_absolute(self, given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        given("kept/here")

        assert env.folder("A_SETTING", Path("elsewhere")) == tmp_path / "kept" / "here"
        assert (tmp_path / "kept" / "here").is_dir()

    def test_below_a_file_is_refused_by_name(self, given, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        given(str(tmp_path / "file" / "var"))

        with pytest.raises(ImproperlyConfigured, match=r"cannot be made \(Not a directory\): set A_SETTING"):
            env.folder("A_SETTING", tmp_path)

    def test_where_nothing_can_be_written_is_refused(
        self, given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given(str(tmp_path))
        monkeypatch.setattr("os.access", lambda path, mode: False)

        with pytest.raises(ImproperlyConfigured, match="Nothing can be written in"):
            env.folder("A_SETTING", tmp_path)


class TestKept:
    def test_is_made_once_for_the_owner_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "secret"

        assert [env.kept(path, make) for make in (lambda: "ink", lambda: "brush")] == ["ink", "ink"]
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert list(tmp_path.iterdir()) == [path]

    def test_a_death_before_it_was_written_leaves_no_empty_secret(self, tmp_path: Path) -> None:
        path = tmp_path / "secret"
        path.touch()
        (tmp_path / "secret.new").touch()

        assert env.kept(path, lambda: "ink") == "ink"


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://a%40b:p%2Fw@mail.example.org", 25, False, False),
        ("smtps://a%40b:p%2Fw@mail.example.org", 465, True, False),
        ("smtp+tls://a%40b:p%2Fw@mail.example.org:26", 26, False, True),
    ],
)
def test_a_mail_server_is_read_from_its_address(url: str, port: int, ssl: bool, tls: bool) -> None:
    read = env.mail(url)

    assert (read["EMAIL_HOST"], read["EMAIL_HOST_USER"]) == ("mail.example.org", "a@b")
    assert read["EMAIL_HOST_PASSWORD"] == "p/w"
    assert (read["EMAIL_PORT"], read["EMAIL_USE_SSL"], read["EMAIL_USE_TLS"]) == (port, ssl, tls)


def test_no_mail_server_sets_nothing_and_a_wrong_one_is_refused() -> None:
    assert env.mail("") == {}
    with pytest.raises(ImproperlyConfigured):
        env.mail("http://mail.example.org")
