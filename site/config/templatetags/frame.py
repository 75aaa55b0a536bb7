"""What the frame of every page asks: where home is, where the other language is, who may go where."""

from typing import Any

from django import template
from django.urls import Resolver404, get_script_prefix, resolve, translate_url
from django.utils.translation import get_language

from accounts import roles

register = template.Library()

# code of the language → (its name in itself, its tag)
LANGUAGES = {"zh-hans": ("中文", "zh-Hans"), "en": ("English", "en")}


def _home(language: str) -> str:
    return get_script_prefix() + ("en/" if language == "en" else "")


@register.simple_tag
def home_address() -> str:
    """The entrance in the reader's language."""
    return _home(get_language() or "zh-hans")


@register.simple_tag(takes_context=True)
def other_language(context: template.Context) -> dict[str, str]:
    """The language that the page is not in: ``name``, ``tag``, and ``address`` of this same page in it.

    Where the address leads nowhere (an error page, or no request at all) it is the entrance.
    """
    other = "zh-hans" if get_language() == "en" else "en"
    name, tag = LANGUAGES[other]
    request = context.get("request")
    address = _home(other)
    if request is not None and _resolves(request.path_info):
        address = translate_url(request.get_full_path(), other)
    return {"name": name, "tag": tag, "address": address}


def _resolves(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


@register.filter
def may_enter_admin(user: Any) -> bool:
    """Whether the admin opens for this account."""
    return roles.may_enter_admin(user)


@register.filter
def is_liaison(user: Any) -> bool:
    """Whether the account is liaison of some unit."""
    return bool(roles.liaison_units(user))


@register.filter
def unread(user: Any) -> int:
    """How many messages the account has not opened."""
    return int(user.messages.filter(read_at=None).count())


@register.filter
def in_own_language(row: Any, field: str = "name") -> str:
    """``row.name``, or ``row.name_en`` for English readers where it is filled. Takes models and dictionaries."""

    def read(key: str) -> str:
        return str((row.get(key) if isinstance(row, dict) else getattr(row, key, "")) or "")

    return (get_language() == "en" and read(f"{field}_en")) or read(field)
