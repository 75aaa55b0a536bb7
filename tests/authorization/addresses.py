"""Each address with the work's own keys in its open places."""

import re

from tests.authorization.cast import Cast
from tests.structure.test_addresses import ADDRESSES

# What a key means depends on where it stands.
_BY_FOLDER = {
    "works": "page",
    "pages": "page",
    "calls": "call",
    "library": "asset",
    "submissions": "submission",
    "me": "submission",
    "unit": "submission",
}
# Of addresses that are written as patterns.
_IN_PATTERNS = {"pk": "<int:page_id>", "revision_id_a": "live", "revision_id_b": "latest", "token": "x" * 16}
_ABSENT = {"int": "999999", "uuid": "00000000-0000-0000-0000-000000000000"}


def all_addresses(cast: Cast) -> dict[str, str]:
    """As written in the code → as opened here, without those that only catch what is nowhere, and without Wagtail's
    page that breaks on purpose."""
    return {
        "/" + address: filled(address, cast)
        for address, name in ADDRESSES
        if (name or not re.search(r"\(\?:|\.\*", address)) and name != "wagtailadmin_error_test"
    }


def filled(address: str, cast: Cast) -> str:
    """The address with real keys where the work has them, else with keys of nothing."""
    folder = next((part for part in address.split("/") if part not in ("", "admin")), "")
    keys = _keys(cast)

    def key(found: re.Match[str]) -> str:
        sort, name = found[1] or "str", found[2]
        named = {
            "page_id": "page",
            "page_pk": "page",
            "parent_page_id": "parent",
            "page_to_move_id": "page",
            "destination_id": "parent",
            "revision_id": "revision",
            "image_id": "nothing",
            "document_id": "nothing",
        }
        thing = named.get(name) or (
            "album" if "/albums/" in address or "from-album" in address else _BY_FOLDER.get(folder, "")
        )
        if sort == "slug" and folder == "works":
            thing = "slug"
        if sort == "slug" and folder == "calls":
            thing = "call_slug"
        return str(keys.get((thing, sort)) or _ABSENT.get(sort, "x"))

    plain = re.sub(
        r"\(\?P<(\w+)>[^)]*\)", lambda found: _IN_PATTERNS.get(found[1], "x"), address.removesuffix(r"\Z")
    )
    path = re.sub(r"<(?:(\w+):)?(\w+)>", key, plain)
    return "/" + re.sub(r"\(\?P?<?[^)]*\)+|[\^$\\]|\(.*\)", "", path)


def _keys(cast: Cast) -> dict[tuple[str, str], object]:
    page = cast.page
    return {
        ("page", "int"): page and page.pk,
        ("page", "slug"): page and page.slug,
        ("slug", "slug"): page and page.slug,
        ("parent", "int"): page and page.get_parent().pk,
        ("revision", "int"): page and page.latest_revision_id,
        ("call", "int"): cast.call.pk,
        ("call_slug", "slug"): cast.call.slug,
        ("submission", "uuid"): cast.submission.uid,
        ("asset", "uuid"): cast.asset.uid,
        ("album", "uuid"): cast.album.uid,
    }
