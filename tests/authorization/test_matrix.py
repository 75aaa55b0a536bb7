"""Every address × every role × every state of a work, against tables that were read line by line.

A cell says what the door did: ``o`` opened, ``>`` led on, ``L`` asked to sign in (401, or led there), ``-`` was nowhere
(404), ``c`` not now (409), ``g`` gone (410), ``?`` could not read the request (400, 412), ``m`` not this method (405). 403
and 500 have no letter: a refusal is a 404 like any other, and nothing breaks. What takes only a POST is tried with an
empty one.

``WRITE_MATRIX=1 pytest tests/authorization`` writes the tables anew; read the difference before you commit it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from tests.authorization.addresses import all_addresses
from tests.authorization.cast import ROLES, Cast, gather
from tests.authorization.states import STATES, put

TABLES = Path(__file__).parent / "tables"
EVERY_DAY = "in_review"
LETTERS = {
    200: "o",
    204: "o",
    206: "o",
    304: "o",
    400: "?",
    401: "L",
    404: "-",
    405: "m",
    409: "c",
    410: "g",
    412: "?",
}
SAFE_ANYWHERE = {"o", ">", "m", "?"}

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


class Undo(Exception):
    """Nothing that a trial wrote stays."""


def knock(client: Client, path: str) -> str:
    """What the address does for this session, as a letter; nothing of it stays."""
    answer = client.get(path)
    if answer.status_code == 405:
        try:
            with transaction.atomic():
                answer = client.post(path)
                raise Undo
        except Undo:
            pass
    if 300 <= answer.status_code < 304:
        return "L" if "login" in answer["Location"] else ">"
    return LETTERS.get(answer.status_code, str(answer.status_code))


def table_of(cast: Cast, roles: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Letters by address and role. Leaving the service is tried last, since it ends the session."""
    addresses = sorted(all_addresses(cast).items(), key=lambda each: ("logout" in each[0], each[0]))
    found: dict[str, dict[str, str]] = {address: {} for address, _path in addresses}
    for role in roles:
        client = cast.sign_in(role)
        for address, path in addresses:
            found[address][role] = knock(client, path)
    return found


def read(state: str) -> dict[str, dict[str, str]]:
    lines = (TABLES / f"{state}.txt").read_text().splitlines()
    rows = (line.split() for line in lines[2:])
    return {row[0]: dict(zip(ROLES, row[1:], strict=True)) for row in rows}


def write(state: str, table: dict[str, dict[str, str]]) -> None:
    width = max(map(len, table)) + 2
    lines = [", ".join(ROLES), ""]
    lines += [
        address.ljust(width) + " ".join(table[address][role] for role in ROLES) for address in sorted(table)
    ]
    TABLES.mkdir(exist_ok=True)
    (TABLES / f"{state}.txt").write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize(
    "state",
    [pytest.param(each, marks=[] if each == EVERY_DAY else [pytest.mark.drill]) for each in STATES],
)
@pytest.mark.timeout(900)
def test_every_door_does_for_everybody_what_the_table_says(state: str, work_off: Callable[[], int]) -> None:
    cast = gather()
    put(cast, state, work_off)

    found = table_of(cast, ROLES)
    if os.environ.get("WRITE_MATRIX"):
        write(state, found)

    assert {
        address for address, cells in found.items() if set(cells.values()) - {*LETTERS.values(), *">L"}
    } == set()
    assert found == read(state)


@pytest.mark.parametrize("state", STATES)
def test_the_tables_themselves_keep_the_rules(state: str) -> None:
    table = read(state)
    inside = {address: cells for address, cells in table.items() if address.startswith("/admin/")}

    # Only strangers are asked to sign in: whoever is known and refused finds nothing, and is led there by a door alone.
    known, doors = set(ROLES) - {"anonymous", "gone"}, {"/admin/login/", "/admin/logout/"}
    assert {a for a in table.keys() - doors for role in known if table[a][role] == "L"} == set()
    # A session outlives nobody: whoever was deactivated is a stranger everywhere.
    assert {a for a, cells in table.items() if cells["gone"] != cells["anonymous"]} == set()
    # A colleague of the same unit and a liaison of another see no more of somebody's work than each other's nothing.
    mine = {a: cells for a, cells in table.items() if a.startswith(("/me/<", "/unit/<", "/media/"))}
    assert {
        a for a, cells in mine.items() if {cells["other"], cells["liaison_elsewhere"]} & SAFE_ANYWHERE
    } == set()
    # Nobody without a role comes into the admin.
    for role in ("contributor", "other", "liaison", "liaison_elsewhere"):
        assert {a for a, cells in inside.items() if cells[role] == "o"} <= {
            "/admin/sprite/",
            "/admin/jsi18n/",
        }
