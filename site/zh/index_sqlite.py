"""Search on SQLite: FTS5 with content, beside a plain table of the texts.

FTS5's own ``ascii`` tokenizer parts at spaces and leaves all that is not ASCII alone: every term is made by us. Terms
of the text stand in order, so that a longer word is a phrase of its pairs. Reading by descending rowid needs no sort
and stops at the limit, also with NOT.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from zh.documents import FIELDS, Document
from zh.selected import Selected
from zh.terms import TITLE, Query, Term, terms

_MANY = 500  # parameters in one statement; older SQLite takes 999
_COLUMNS = (*FIELDS, "single", "head", "sound", "facet")


class Sqlite:
    """The adapter; see ``zh.index.Adapter``."""

    def create(self, cursor: Any, name: str) -> None:
        cursor.execute(
            f"CREATE TABLE {name} (pk integer PRIMARY KEY, folded text NOT NULL, source text NOT NULL)"
        )
        cursor.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5({', '.join(_COLUMNS)}, tokenize='ascii')")

    def drop(self, cursor: Any, name: str) -> None:
        cursor.execute(f"DROP TABLE {name}_fts")
        cursor.execute(f"DROP TABLE {name}")

    def part(self, cursor: Any, name: str) -> None:
        """Texts and terms always stood apart here."""

    def put(self, cursor: Any, name: str, rows: list[tuple[Document, str]]) -> None:
        self.remove(cursor, name, [document.pk for document, _ in rows])
        cursor.executemany(
            f"INSERT INTO {name} (pk, folded, source) VALUES (%s, %s, %s)",  # noqa: S608
            [(document.pk, document.folded, source) for document, source in rows],
        )
        cursor.executemany(
            f"INSERT INTO {name}_fts (rowid, {', '.join(_COLUMNS)}) "  # noqa: S608
            f"VALUES ({', '.join(['%s'] * (len(_COLUMNS) + 1))})",
            [
                (document.pk, *(" ".join(document.columns[column]) for column in _COLUMNS))
                for document, _ in rows
            ],
        )

    def remove(self, cursor: Any, name: str, pks: list[int]) -> None:
        for start in range(0, len(pks), _MANY):
            some = pks[start : start + _MANY]
            among = f"pk IN ({', '.join(['%s'] * len(some))})"
            cursor.execute(f"SELECT pk FROM {name} WHERE {among}", some)  # noqa: S608
            known = cursor.fetchall()
            cursor.execute(f"DELETE FROM {name} WHERE {among}", some)  # noqa: S608
            if known:
                cursor.executemany(f"DELETE FROM {name}_fts WHERE rowid = %s", known)  # noqa: S608

    def clear(self, cursor: Any, name: str) -> None:
        cursor.execute(f"DELETE FROM {name}")  # noqa: S608
        cursor.execute(f"DELETE FROM {name}_fts")  # noqa: S608

    def settle(self, cursor: Any, name: str) -> None:
        cursor.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('optimize')")  # noqa: S608

    def asking(self, cursor: Any) -> AbstractContextManager[None]:
        return nullcontext()

    def select(
        self, cursor: Any, name: str, query: Query, place: str, *, enough: int, total: int | None = None
    ) -> Selected:
        matching, parameters = self.matching(name, query, place)
        if total is None:
            cursor.execute(f"SELECT count(*) FROM ({matching} LIMIT %s)", [*parameters, enough])  # noqa: S608
            (total,) = cursor.fetchone()

        def page(limit: int, offset: int) -> list[int]:
            cursor.execute(f"{matching} ORDER BY rowid DESC LIMIT %s OFFSET %s", [*parameters, limit, offset])
            return [pk for (pk,) in cursor.fetchall()]

        return Selected(total, page)

    def matching(self, name: str, query: Query, place: str) -> tuple[str, list[Any]]:
        return f"SELECT rowid FROM {name}_fts WHERE {name}_fts MATCH %s", [_expression(query, place)]  # noqa: S608


def _expression(query: Query, place: str) -> str:
    title = _all_of(query.wanted, TITLE)
    everywhere = _all_of(query.wanted, "")
    expression = {"any": everywhere, "title": title, "rest": f"({everywhere}) NOT ({title})"}[place]
    for facet in query.facets:
        expression = f'({expression}) AND "{facet}"'
    for term in query.unwanted:
        expression = f"({expression}) NOT ({_any_of(term, '')})"
    return expression


def _all_of(wanted: tuple[Term, ...], mark: str) -> str:
    return " AND ".join(f"({_any_of(term, mark)})" for term in wanted)


def _any_of(term: Term, mark: str) -> str:
    phrases = ['"' + " ".join(mark + pair for pair in terms(spelling)) + '"' for spelling in term.spellings]
    sounds = [] if mark else [f'"{sound}" *' for sound in term.sounds]
    return " OR ".join(phrases + sounds)
