"""Settings come from the environment through these few helpers; none needs setting."""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The value of ``name``, stripped; ``default`` where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off.

    Raises ImproperlyConfigured for anything else, since a misspelt switch must not pass as "off".
    """
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int) -> int:
    """The value of ``name`` as a whole number. Raises ImproperlyConfigured where it is none."""
    value = text(name)
    if value and not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value) if value else default


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A comma-separated list."""
    value = text(name)
    return [word.strip() for word in value.split(",") if word.strip()] or list(default)


def together(*names: str) -> dict[str, str]:
    """The values of names that mean something only together; empty where none is set.

    Raises ImproperlyConfigured where some are set and some are not.
    """
    values = {name: text(name) for name in names}
    if missing := [name for name, value in values.items() if not value]:
        if len(missing) < len(names):
            there = next(name for name, value in values.items() if value)
            raise ImproperlyConfigured(f"{there} is set, so these must be too: {', '.join(missing)}.")
        return {}
    return values


def folder(name: str, default: Path) -> Path:
    """A folder of ours, made where it is missing. Raises ImproperlyConfigured where nothing can be written there."""
    # Child processes work in folders of their own, so a path from here would lead them astray.
    path = Path(text(name, str(default))).absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{path} cannot be made ({error.strerror}): {_other(name)}") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"Nothing can be written in {path}: {_other(name)}")
    return path


def _other(name: str) -> str:
    return f"set {name} to a folder in which this account may write."


def kept(path: Path, make: Callable[[], str]) -> str:
    """The secret that stands in the file; where there is none, one is made and kept there for the owner alone."""
    if not path.exists() or not path.read_text().strip():
        # Under another name first: a death halfway must not leave an empty secret.
        new = path.with_name(f"{path.name}.new")
        new.unlink(missing_ok=True)
        new.touch(mode=0o600, exist_ok=False)
        new.write_text(f"{make()}\n")
        new.replace(path)
    return path.read_text().strip()


def mail(url: str) -> dict[str, object]:
    """Django's settings for ``smtp://user:password@host:port``; ``smtps://`` is TLS from the start, ``smtp+tls://``
    after STARTTLS. Empty for no address."""
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL must be smtp://, smtps:// or smtp+tls:// with a host.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
    }


def database(name: str, default: Path) -> dict[str, object]:
    """A Django database entry from a URL: ``postgres://user:password@host:port/name`` or ``sqlite:///path``.

    SQLite runs in WAL with ``synchronous=FULL``: with NORMAL a power cut loses commits that were acknowledged.
    """
    url = text(name)
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_HEALTH_CHECKS": True,
            "CONN_MAX_AGE": 60,
        }
    if url and parts.scheme != "sqlite":
        raise ImproperlyConfigured(f"{name} must begin with postgres:// or sqlite:///.")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": parts.path if url else str(default),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }
