"""The port of full-text search: one table a purpose, on SQLite and on PostgreSQL, with the same answers.

The premise: every character and every pair of neighbours is a term, so a hit is exactly what ``LIKE '%…%'`` over
the folded texts would find, only fast. Few hits are ranked by what they say; many hits come title first, then the
newest (the highest primary key), because nobody reads the two thousandth by rank and sorting them would be slow.

An upper app owns a table: it makes it in a migration, ``RunPython(TABLE.create, TABLE.drop)``, writes with ``put``
and ``remove`` inside its own transactions, and asks with ``search``.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from zh import index_postgresql, index_sqlite
from zh.documents import FIELDS, Document, Fields, document
from zh.excerpt import Piece, excerpt
from zh.ranking import score
from zh.selected import Selected
from zh.terms import Query, Synonyms, parse

RANKED = 200
"""Up to so many hits are ranked by what they say."""

COUNTED = 10_000
"""Up to so many hits are counted, and can be paged through; nobody reads on, and counting all would be slow."""

_BATCH = 500
_Row = tuple[int, Fields, Mapping[str, object]]


@dataclass(frozen=True)
class Hit:
    """A document that answers; ``fields`` are its texts as they were put."""

    pk: int
    fields: dict[str, Any]

    def excerpt(self, query: Query, length: int = 80) -> list[Piece]:
        """The piece of transcription or body that shows the hit."""
        return excerpt([self.fields.get(name, "") for name in ("transcription", "body")], query, length)


@dataclass(frozen=True)
class Results:
    """A page of hits, how many there are in all (``more``: at least), and the query as it was understood."""

    hits: list[Hit]
    total: int
    query: Query
    more: bool = False


class Adapter(Protocol):
    """What a database must do. ``place`` is ``any``, ``title`` (all words in the title) or ``rest``. Counting may stop
    at ``enough`` hits; where it is known that there are about ``total``, nothing is counted."""

    def create(self, cursor: Any, name: str) -> None: ...
    def drop(self, cursor: Any, name: str) -> None: ...
    def put(self, cursor: Any, name: str, rows: list[tuple[Document, str]]) -> None: ...
    def remove(self, cursor: Any, name: str, pks: list[int]) -> None: ...
    def clear(self, cursor: Any, name: str) -> None: ...
    def settle(self, cursor: Any, name: str) -> None: ...
    def asking(self, cursor: Any) -> AbstractContextManager[None]: ...
    def part(self, cursor: Any, name: str) -> None: ...
    def select(
        self, cursor: Any, name: str, query: Query, place: str, *, enough: int, total: int | None = None
    ) -> Selected: ...
    def matching(self, name: str, query: Query, place: str) -> tuple[str, list[Any]]: ...


class SearchTable:
    """One searchable collection of documents, known by the primary keys of their owner."""

    def __init__(self, name: str, using: str = DEFAULT_DB_ALIAS) -> None:
        """``name`` is the table's name. Raises ValueError where it is no plain identifier."""
        if not re.fullmatch(r"[a-z][a-z_]{0,40}", name):
            raise ValueError(f"{name!r} is no name for a search table")
        self.name = name
        self.using = using

    # --- For migrations

    def create(self, apps: Any, schema_editor: Any) -> None:
        """Make the table; the forward half of ``RunPython``."""
        with schema_editor.connection.cursor() as cursor:
            _adapter(schema_editor.connection).create(cursor, self.name)

    def drop(self, apps: Any, schema_editor: Any) -> None:
        """Take the table away; the backward half of ``RunPython``."""
        with schema_editor.connection.cursor() as cursor:
            _adapter(schema_editor.connection).drop(cursor, self.name)

    def part(self, apps: Any, schema_editor: Any) -> None:
        """Part texts and terms, which stood in one table on PostgreSQL at first; nothing where they are apart."""
        with schema_editor.connection.cursor() as cursor:
            _adapter(schema_editor.connection).part(cursor, self.name)

    # --- Writing

    def put(self, pk: int, fields: Fields, facets: Mapping[str, object] | None = None) -> None:
        """Write a document, in place of an earlier one with the same key. Raises KeyError for an unknown field."""
        self.put_many([(pk, fields, facets or {})])

    def put_many(self, rows: Iterable[_Row]) -> None:
        """Write many documents, each as ``put`` does, in transactions of 500."""
        for batch in _batches(rows):
            # Outside a transaction SQLite would wait for the disk after every row.
            with transaction.atomic(self.using), self._cursor() as cursor:
                self._adapter.put(cursor, self.name, [_prepared(*row) for row in batch])

    def remove(self, *pks: int) -> None:
        """Forget documents; unknown keys are no error."""
        with transaction.atomic(self.using), self._cursor() as cursor:
            self._adapter.remove(cursor, self.name, list(pks))

    def clear(self) -> None:
        """Forget all documents."""
        with transaction.atomic(self.using), self._cursor() as cursor:
            self._adapter.clear(cursor, self.name)

    def settle(self) -> None:
        """Tidy the index after a bulk load, so that searching is fast at once."""
        with self._cursor() as cursor:
            self._adapter.settle(cursor, self.name)

    # --- Asking

    def search(
        self,
        text: str | Query,
        limit: int = 24,
        offset: int = 0,
        *,
        synonyms: Synonyms | None = None,
        facets: Mapping[str, object] | None = None,
    ) -> Results:
        """Find documents. Whatever is typed, this only finds or does not find.

        ``facets`` must equal what the document was put with.
        """
        query = text if isinstance(text, Query) else parse(text, synonyms, facets)
        if not query.wanted:
            return Results([], 0, query)
        with self._cursor() as cursor, self._adapter.asking(cursor):
            found = self._adapter.select(cursor, self.name, query, "any", enough=COUNTED + 1)
            total = min(found.total, COUNTED)
            if total <= offset:
                pks = []
            elif _is_ranked(query, found):
                pks = self._ranked(cursor, query, found)[offset : offset + limit]
            else:
                pks = self._title_first(cursor, query, found, limit, offset)
            return Results(self._hits(cursor, pks), total, query, found.total > total)

    def ranked(self, query: Query) -> list[int] | None:
        """The keys of all hits, best first; None where they are too many to be ranked, or a single character is
        asked for: ``matching`` has them then."""
        if not query.wanted:
            return []
        with self._cursor() as cursor, self._adapter.asking(cursor):
            found = self._adapter.select(cursor, self.name, query, "any", enough=RANKED + 1)
            return self._ranked(cursor, query, found) if _is_ranked(query, found) else None

    def counts(self, query: Query) -> bool:
        """Whether the hits are few enough to be counted."""
        with self._cursor() as cursor, self._adapter.asking(cursor):
            return self._adapter.select(cursor, self.name, query, "any", enough=COUNTED + 1).total <= COUNTED

    def matching(self, query: Query, place: str = "any") -> tuple[str, list[Any]]:
        """A SELECT of the keys of all hits and its parameters, to join or count with; ``query`` wants something.
        ``place="title"``: of those with all words in the title."""
        return self._adapter.matching(self.name, query, place)

    def pks(self) -> list[int]:
        """The keys of all documents, ascending."""
        with self._cursor() as cursor:
            cursor.execute(f"SELECT pk FROM {self.name} ORDER BY pk")  # noqa: S608 (a checked identifier)
            return [pk for (pk,) in cursor.fetchall()]

    def texts(self) -> dict[int, dict[str, Any]]:
        """What every document was put with, by its key: to compare a small collection with its owner."""
        with self._cursor() as cursor:
            cursor.execute(f"SELECT pk, source FROM {self.name}")  # noqa: S608 (a checked identifier)
            return {pk: json.loads(source) for pk, source in cursor.fetchall()}

    def _ranked(self, cursor: Any, query: Query, found: Selected) -> list[int]:
        pks = found.page(RANKED, 0)
        scores = {pk: score(query, folded) for pk, folded in self._read(cursor, "folded", pks)}
        return sorted((pk for pk in pks if pk in scores), key=lambda pk: (-scores[pk], -pk))

    def _title_first(self, cursor: Any, query: Query, found: Selected, limit: int, offset: int) -> list[int]:
        titles = self._adapter.select(cursor, self.name, query, "title", enough=offset + limit)
        if not titles.exact:  # nobody knows where the rest begins
            return found.page(limit, offset)
        pks = titles.page(limit, offset) if offset < titles.total else []
        if len(pks) < limit and found.total > titles.total:
            rest = self._adapter.select(
                cursor, self.name, query, "rest", enough=offset + limit, total=found.total
            )
            pks += rest.page(limit - len(pks), max(0, offset - titles.total))
        return pks

    def _hits(self, cursor: Any, pks: list[int]) -> list[Hit]:
        sources = dict(self._read(cursor, "source", pks))
        return [Hit(pk, json.loads(sources[pk])) for pk in pks if pk in sources]

    def _read(self, cursor: Any, column: str, pks: list[int]) -> list[tuple[int, str]]:
        if not pks:
            return []
        places = ", ".join(["%s"] * len(pks))
        cursor.execute(f"SELECT pk, {column} FROM {self.name} WHERE pk IN ({places})", pks)  # noqa: S608
        return cursor.fetchall()

    @property
    def _adapter(self) -> Adapter:
        return _adapter(connections[self.using])

    def _cursor(self) -> Any:
        return connections[self.using].cursor()


def _is_ranked(query: Query, found: Selected) -> bool:
    return found.total <= RANKED and not query.is_one_character


def _batches(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _prepared(pk: int, fields: Fields, facets: Mapping[str, object]) -> tuple[Document, str]:
    texts = {name: fields[name] for name in FIELDS if name in fields}
    return document(pk, fields, facets), _storable(json.dumps(texts, ensure_ascii=False))


def _storable(source: str) -> str:
    """Text that every database takes: PostgreSQL holds no NUL, and no half of a surrogate pair."""
    return source.replace("\\u0000", "").encode("utf-8", "replace").decode("utf-8")


def _adapter(connection: Any) -> Adapter:
    adapters: dict[str, Adapter] = {
        "sqlite": index_sqlite.Sqlite(),
        "postgresql": index_postgresql.PostgreSQL(),
    }
    return adapters[connection.vendor]
