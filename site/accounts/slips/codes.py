"""Codes on paper: twelve digits, since they are typed on telephones; kept as a keyed hash only."""

import re
import secrets
import unicodedata

from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

LENGTH = 12


def new_code() -> str:
    """Digits from the system's source of randomness."""
    return "".join(secrets.choice("0123456789") for _ in range(LENGTH))


def printed(code: str) -> str:
    """As it stands on paper: 1234 5678 9012."""
    return " ".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def digest_of(user: User, code: str) -> str:
    """What is kept of it; without the service's secret key nobody can try codes against it."""
    return salted_hmac("accounts.slips", f"{user.pk}:{code}", algorithm="sha256").hexdigest()


def fits(user: User, typed: str, digest: str) -> bool:
    """Whether this is the code, however it is spaced and on whatever keyboard it was typed."""
    code = re.sub(r"\D", "", unicodedata.normalize("NFKC", typed[:100]))
    return constant_time_compare(digest_of(user, code), digest)
