"""What the frame of every page asks: where home is, where the other language is, who may go where."""

import re
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template.defaultfilters import date, floatformat
from django.templatetags.static import static
from django.urls import get_script_prefix, translate_url
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from accounts import roles
from zh.fold import CJK

register = template.Library()
_HAN = re.compile(f"(?!\u3000)[{CJK}]")

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
    if request is not None and request.resolver_match is not None:
        address = _in_language(request.path, other)
        if query := request.META.get("QUERY_STRING"):
            address += f"?{iri_to_uri(query)}"
    return {"name": name, "tag": tag, "address": address}


@register.filter
def day(on: Any) -> SafeString:
    """A day as it is written, on one line."""
    return format_html('<span class="day">{}</span>', date(on, "DATE_FORMAT"))


#: What an address may ask for that makes another page; all else (where a link was clicked, say) makes the same.
ASKED = ("kind", "unit", "year", "item", "letter", "page")


@register.simple_tag(takes_context=True)
def here(context: template.Context) -> dict[str, Any] | None:
    """The one address of this page: ``canonical``, and ``languages`` ({tag, address}) with the default beside them.

    Answers to a question are no pages of their own: theirs is the page that asks. None where the address leads nowhere.
    """
    request = context.get("request")
    if request is None or request.resolver_match is None:
        return None
    asked = {} if "q" in request.GET else {name: request.GET[name] for name in ASKED if request.GET.get(name)}
    if asked.get("page") == "1":
        del asked["page"]
    query = f"?{urlencode(asked)}" if asked else ""
    both = {tag: _in_language(request.path, code) + query for code, (_name, tag) in LANGUAGES.items()}
    both["x-default"] = both["zh-Hans"]
    return {
        "canonical": settings.PUBLIC_ADDRESS + request.path + query,
        "languages": [{"tag": tag, "address": settings.PUBLIC_ADDRESS + each} for tag, each in both.items()],
    }


@register.simple_tag
def sign_address() -> str:
    """The whole address of the square that stands for the site where a link to it is shown."""
    return settings.PUBLIC_ADDRESS + static("podcast.png")


@register.simple_tag(takes_context=True)
def page_classes(context: template.Context) -> str:
    """How the whole page looks: large type, dark or bright by the reader's choice, grey on days of mourning."""
    house = context.get("house")
    classes = {
        "large-type": context.get("large_type") and context["large_type"](),
        context.get("light"): context.get("light"),
        "mourning": house and house.mourns,
    }
    return " ".join(str(name) for name, holds in classes.items() if holds)


@lru_cache(maxsize=2048)
def _in_language(path: str, language: str) -> str:
    # Kept: it costs a look into all addresses, and every page asks three times.
    return translate_url(path, language)


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


@register.filter
def chinese(words: object) -> str:
    """The attribute that says so of Chinese words on a page in another language: ``<span {{ unit.label|chinese }}>``."""
    return mark_safe('lang="zh-Hans"') if get_language() == "en" and _HAN.search(str(words)) else ""


@register.filter
def figures(number: int) -> str:
    """A number as the reader's language groups its digits: 20010 or 20,010."""
    return floatformat(number, "0g")
