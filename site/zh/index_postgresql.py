"""Search on PostgreSQL: a tsvector of our own terms under a GIN index.

The vector holds no positions (PostgreSQL keeps at most 256 of a term and none after the 16,383rd, so a long lecture
would lose phrases). A word of three or more characters asks for all its pairs and is then looked up in the folded
text itself. Wide columns are kept out of line, so that counting reads a narrow table.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from zh.conditions import Asked, Condition, all_of, asked_of
from zh.documents import Document
from zh.terms import Query

_MANY = 3_000
"""With more hits than this the newest are looked for in windows of keys instead of sorting all, and the number of hits
of a word of three or more characters is that of its pairs: a handful of texts in which the pairs stand apart may be
counted with it. None of them is ever shown."""

_WINDOW = 256


class PostgreSQL:
    """The adapter; see ``zh.index.Adapter``."""

    def create(self, cursor: Any, name: str) -> None:
        cursor.execute(
            f"CREATE TABLE {name} (pk bigint PRIMARY KEY, folded text NOT NULL, source text NOT NULL, "
            "terms tsvector NOT NULL) WITH (toast_tuple_target = 128)"
        )
        # Writes go to a short list first, which every search reads as well: 1 MB costs it a millisecond or two.
        cursor.execute(
            f"CREATE INDEX {name}_terms ON {name} USING gin (terms) WITH (gin_pending_list_limit = 1024)"
        )

    def drop(self, cursor: Any, name: str) -> None:
        cursor.execute(f"DROP TABLE {name}")

    def put(self, cursor: Any, name: str, rows: list[tuple[Document, str]]) -> None:
        cursor.executemany(
            f"INSERT INTO {name} (pk, folded, source, terms) "  # noqa: S608
            "VALUES (%s, %s, %s, array_to_tsvector(%s::text[])) ON CONFLICT (pk) DO UPDATE "
            "SET folded = excluded.folded, source = excluded.source, terms = excluded.terms",
            [
                (
                    document.pk,
                    document.folded,
                    source,
                    list({t for ts in document.columns.values() for t in ts}),
                )
                for document, source in rows
            ],
        )

    def remove(self, cursor: Any, name: str, pks: list[int]) -> None:
        cursor.execute(f"DELETE FROM {name} WHERE pk = ANY(%s)", [pks])  # noqa: S608

    def clear(self, cursor: Any, name: str) -> None:
        cursor.execute(f"DELETE FROM {name}")  # noqa: S608

    def settle(self, cursor: Any, name: str) -> None:
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{name}_terms"])
        if cursor.connection.autocommit:
            cursor.execute(
                f"VACUUM ANALYZE {name}"
            )  # pages known to be all visible are counted without reading

    @contextmanager
    def asking(self, cursor: Any) -> Iterator[None]:
        """No plan that reads every row (PostgreSQL does not know how dear it is to unpack a vector), no compiling."""
        with transaction.atomic(cursor.db.alias):
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
            yield
            cursor.execute("SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL jit TO DEFAULT")

    def count(self, cursor: Any, name: str, query: Query, place: str) -> int:
        asked = asked_of(query, place)
        found = self._count(cursor, name, [asked.by_index])
        if asked.by_text and found <= _MANY:
            return self._count(cursor, name, [asked.by_index, asked.by_text])
        return found

    def newest(
        self, cursor: Any, name: str, query: Query, place: str, total: int, limit: int, offset: int
    ) -> list[int]:
        asked = asked_of(query, place)
        if total > _MANY:
            return self._newest_of_many(cursor, name, asked, limit, offset)
        where, parameters = all_of([asked.by_index, asked.by_text])
        cursor.execute(
            f"WITH found AS MATERIALIZED (SELECT pk FROM {name} WHERE {where}) "  # noqa: S608
            "SELECT pk FROM found ORDER BY pk DESC LIMIT %s OFFSET %s",
            [*parameters, limit, offset],
        )
        return [pk for (pk,) in cursor.fetchall()]

    def matching(self, name: str, query: Query, place: str) -> tuple[str, list[Any]]:
        asked = asked_of(query, place)
        where, parameters = all_of([asked.by_index, asked.by_text])
        return f"SELECT pk FROM {name} WHERE {where}", parameters  # noqa: S608

    def _count(self, cursor: Any, name: str, conditions: list[Condition]) -> int:
        where, parameters = all_of(conditions)
        cursor.execute(f"SELECT count(*) FROM {name} WHERE {where}", parameters)  # noqa: S608
        return cursor.fetchone()[0]

    def _newest_of_many(self, cursor: Any, name: str, asked: Asked, limit: int, offset: int) -> list[int]:
        """Walk down the keys in growing windows until the page is full, reading texts, which are at hand."""
        found: list[int] = []
        where, parameters = all_of([asked.anyhow])
        cursor.execute(f"SELECT max(pk) FROM {name}")  # noqa: S608
        top, window = cursor.fetchone()[0], _WINDOW
        while top is not None and len(found) < offset + limit:
            cursor.execute(
                f"WITH keys AS MATERIALIZED (SELECT pk, folded, terms FROM {name} WHERE pk <= %s "  # noqa: S608
                f"ORDER BY pk DESC LIMIT %s) SELECT pk, {where} FROM keys ORDER BY pk DESC",
                [top, window, *parameters],
            )
            rows = cursor.fetchall()
            found += [pk for pk, hit in rows if hit]
            top, window = (rows[-1][0] - 1, window * 2) if len(rows) == window else (None, 0)
        return found[offset : offset + limit]
