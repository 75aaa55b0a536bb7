"""Search on PostgreSQL: a tsvector of our own terms under a GIN index, beside a plain table of the texts.

The vector holds no positions (PostgreSQL keeps at most 256 of a term and none after the 16,383rd, so a long lecture
would lose phrases). A word of three or more characters asks for all its pairs and is then looked up in the folded
text itself. Counting reads each hit's row, so the rows with the vectors are as narrow as they can be.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import transaction

from zh.conditions import Asked, Condition, all_of, asked_of
from zh.documents import Document
from zh.selected import Selected
from zh.terms import Query

_MANY = 2_000
"""With more hits than this the newest are looked for among all texts instead of sorting all hits, and the number of hits
of a word of three or more characters is that of its pairs: texts in which the pairs stand apart may be counted with it.
None of them is ever shown."""


class PostgreSQL:
    """The adapter; see ``zh.index.Adapter``."""

    def create(self, cursor: Any, name: str) -> None:
        cursor.execute(
            f"CREATE TABLE {name} (pk bigint PRIMARY KEY, folded text NOT NULL, source text NOT NULL)"
        )
        self._create_vectors(cursor, name)
        self._create_index(cursor, name)

    def part(self, cursor: Any, name: str) -> None:
        cursor.execute(
            "SELECT FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name = %s AND column_name = 'terms'",
            [name],
        )
        if cursor.fetchone() is not None:
            self._create_vectors(cursor, name)
            cursor.execute(f"INSERT INTO {name}_vectors (pk, terms) SELECT pk, terms FROM {name}")  # noqa: S608
            cursor.execute(f"ALTER TABLE {name} DROP COLUMN terms, RESET (toast_tuple_target)")
            self._create_index(cursor, name)  # at the end: it is built at once and not row by row

    def _create_vectors(self, cursor: Any, name: str) -> None:
        # A vector goes out of line only in a row of more than 2 kB (TOAST_TUPLE_THRESHOLD, fixed when PostgreSQL is
        # built). With the padding every row is, and itself it packs to some 30 bytes: 90 rows stand on a page.
        cursor.execute(
            f"CREATE TABLE {name}_vectors (pk bigint PRIMARY KEY, terms tsvector NOT NULL, "
            "padding text NOT NULL DEFAULT repeat(' ', 2048)) WITH (toast_tuple_target = 128)"
        )
        cursor.execute(f"ALTER TABLE {name}_vectors ALTER COLUMN padding SET STORAGE MAIN")

    def _create_index(self, cursor: Any, name: str) -> None:
        # Writes go to a short list first, which every search reads as well: 1 MB costs it a millisecond or two.
        cursor.execute(
            f"CREATE INDEX {name}_by_term ON {name}_vectors USING gin (terms) "
            "WITH (gin_pending_list_limit = 1024)"
        )

    def drop(self, cursor: Any, name: str) -> None:
        cursor.execute(f"DROP TABLE {name}, {name}_vectors")

    def put(self, cursor: Any, name: str, rows: list[tuple[Document, str]]) -> None:
        cursor.executemany(
            f"INSERT INTO {name} (pk, folded, source) VALUES (%s, %s, %s) "  # noqa: S608
            "ON CONFLICT (pk) DO UPDATE SET folded = excluded.folded, source = excluded.source",
            [(document.pk, document.folded, source) for document, source in rows],
        )
        cursor.executemany(
            f"INSERT INTO {name}_vectors (pk, terms) VALUES (%s, array_to_tsvector(%s::text[])) "  # noqa: S608
            "ON CONFLICT (pk) DO UPDATE SET terms = excluded.terms",
            [
                (document.pk, list({term for terms in document.columns.values() for term in terms}))
                for document, _ in rows
            ],
        )

    def remove(self, cursor: Any, name: str, pks: list[int]) -> None:
        for table in (name, f"{name}_vectors"):
            cursor.execute(f"DELETE FROM {table} WHERE pk = ANY(%s)", [pks])  # noqa: S608

    def clear(self, cursor: Any, name: str) -> None:
        for table in (name, f"{name}_vectors"):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608

    def settle(self, cursor: Any, name: str) -> None:
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{name}_by_term"])
        if cursor.connection.autocommit:
            cursor.execute(f"VACUUM ANALYZE {name}, {name}_vectors")

    @contextmanager
    def asking(self, cursor: Any) -> Iterator[None]:
        """No plan that reads every row (PostgreSQL does not know how dear it is to unpack a vector) or that loses the
        order of keys on its way to their texts, no compiling."""
        unwanted = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin", "jit")
        with transaction.atomic(cursor.db.alias):
            cursor.execute("; ".join(f"SET LOCAL {setting} = off" for setting in unwanted))
            yield
            cursor.execute("; ".join(f"SET LOCAL {setting} TO DEFAULT" for setting in unwanted))

    def select(
        self, cursor: Any, name: str, query: Query, place: str, *, enough: int, total: int | None = None
    ) -> Selected:
        asked = asked_of(query, place)
        if total is None:
            total = self._count(cursor, name, asked.by_index, max(enough, _MANY + 1))
        if asked.by_text and total <= _MANY:
            keys = self._newest(cursor, name, asked, _MANY, 0)
            return Selected(len(keys), lambda limit, offset: keys[offset : offset + limit])
        way = self._newest if total <= _MANY else self._newest_of_many
        return Selected(total, partial(way, cursor, name, asked), exact=asked.by_text is None)

    def matching(self, name: str, query: Query, place: str) -> tuple[str, list[Any]]:
        asked = asked_of(query, place)
        if asked.by_text is None:
            where, parameters = asked.by_index
            return f"SELECT pk FROM {name}_vectors WHERE {where}", parameters  # noqa: S608
        where, parameters = all_of([asked.by_index, asked.by_text])
        return f"SELECT pk FROM {name}_vectors JOIN {name} USING (pk) WHERE {where}", parameters  # noqa: S608

    def _count(self, cursor: Any, name: str, condition: Condition, most: int) -> int:
        where, parameters = condition
        cursor.execute(
            f"SELECT count(*) FROM (SELECT FROM {name}_vectors WHERE {where} LIMIT %s) AS found",  # noqa: S608
            [*parameters, most],
        )
        return cursor.fetchone()[0]

    def _newest(self, cursor: Any, name: str, asked: Asked, limit: int, offset: int) -> list[int]:
        """Sort what the index knows, then read texts from the newest on until the page is full."""
        where, parameters = asked.by_index
        check = ""
        if asked.by_text:
            # Carrying every vector along would take twice the time: they are fetched where one is asked for.
            vectors = f"JOIN {name}_vectors USING (pk)" if asked.reads_vector else ""
            check = f"JOIN {name} USING (pk) {vectors} WHERE {asked.by_text[0]}"
            parameters = [*parameters, *asked.by_text[1]]
        cursor.execute(
            f"WITH found AS MATERIALIZED (SELECT pk FROM {name}_vectors WHERE {where}) "  # noqa: S608
            f"SELECT pk FROM (SELECT pk FROM found ORDER BY pk DESC) AS newest {check} LIMIT %s OFFSET %s",
            [*parameters, limit, offset],
        )
        return [pk for (pk,) in cursor.fetchall()]

    def _newest_of_many(self, cursor: Any, name: str, asked: Asked, limit: int, offset: int) -> list[int]:
        """Read texts from the newest on until the page is full: hits are at hand."""
        where, parameters = asked.anyhow
        vectors = ""
        if asked.reads_vector:
            # OFFSET 0: looked up for each text. Joined as it pleases PostgreSQL, all of them would be sorted.
            vectors = (
                f", LATERAL (SELECT terms FROM {name}_vectors v WHERE v.pk = {name}.pk OFFSET 0) AS vector"  # noqa: S608
            )
        cursor.execute(
            f"SELECT pk FROM {name}{vectors} WHERE {where} ORDER BY pk DESC LIMIT %s OFFSET %s",  # noqa: S608
            [*parameters, limit, offset],
        )
        return [pk for (pk,) in cursor.fetchall()]
