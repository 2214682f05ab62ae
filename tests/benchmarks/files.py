"""Export and bulk import of 100,000 annotations, against sqlite3 and orjson by hand."""

import sqlite3
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from annotator.formats.codecs import native
from annotator.formats.codecs.native import parse as read
from annotator.formats.exporting.atomic_file import replacing
from annotator.gc_control import gc_paused
from annotator.model import TAGS, ArticleState, Content
from annotator.storage.import_batch import take_in
from annotator.storage.store import Store
from tests.benchmarks.material import content_of
from tests.benchmarks.table import Row, in_turns, timed

_ARTICLES, _EACH = 1_000, 100


def make_file(path: Path) -> None:
    """1,000 articles of 100 annotations each, as native JSON."""
    with replacing(path) as file:
        native.write(file, variants(_ARTICLES), TAGS, {})


def variants(count: int) -> Iterator[Content]:
    """So many articles of 100 annotations each."""
    base = content_of(10_000, _EACH)
    return (_variant(base, i) for i in range(count))


def _variant(base: Content, i: int) -> Content:
    from annotator.text.normalise import sha256_of
    from annotator.text.passages import quote_of

    text = f"{i:06} " + base.article.text
    article_id = f"00000000-0000-4000-8001-{i:012x}"
    article = base.article._replace(id=article_id, text=text, text_sha256=sha256_of(text), title=text[:40])
    made = [
        a._replace(
            id=f"{i:08x}-0000-4000-8000-{n:012x}",
            article_id=article_id,
            quote=quote_of(text, a.fragments),
        )
        for n, a in enumerate(base.annotations)
    ]
    return Content(article, ArticleState(article_id), made, [])


def export_by_hand(library: Path, target: Path) -> None:
    """The floor: rows to dictionaries with the same fields, one orjson.dumps."""
    with closing(sqlite3.connect(library)) as connection:
        articles: list[dict[str, Any]] = []
        for row in connection.execute(
            "SELECT id, title, text, text_sha256, url, site, authors, published_at, language, status, imported_at, "
            "origin_name, origin_media_type, origin_sha256 FROM articles WHERE removed_at IS NULL"
        ).fetchall():
            text = row[2]
            rows = connection.execute(
                'SELECT id, tag, start, "end", quote, note, attributes, annotator, origin, created_at, updated_at '
                'FROM annotations WHERE article_id = ? ORDER BY start, "end", id',
                (row[0],),
            )
            annotations = [
                {
                    "id": a[0],
                    "tag": a[1],
                    "start": a[2],
                    "end": a[3],
                    "quote": a[4],
                    "prefix": text[max(0, a[2] - 32) : a[2]],
                    "suffix": text[a[3] : a[3] + 32],
                    "note": a[5],
                    "attributes": orjson.loads(a[6]),
                    "annotator": a[7],
                    "origin": a[8],
                    "created_at": a[9],
                    "updated_at": a[10],
                }
                for a in rows
            ]
            names = ("id", "title", "text", "text_sha256", "url", "site")
            articles.append(
                {
                    **dict(zip(names, row, strict=False)),
                    "authors": orjson.loads(row[6]),
                    "published_at": row[7],
                    "language": row[8],
                    "status": row[9],
                    "imported_at": row[10],
                    "origin": {"name": row[11], "media_type": row[12], "sha256": row[13]},
                    "annotations": annotations,
                    "links": [],
                }
            )
        target.write_bytes(orjson.dumps({"format": "annotator", "articles": articles}))


def export_ours(library: Path, target: Path) -> None:
    with Store.open(library, read_only=True) as store, gc_paused(), replacing(target) as file:
        native.write(file, store.contents(store.article_ids()), TAGS, {})


def import_by_hand(source: Path, library: Path) -> None:
    """The floor: the same rows by executemany into the same tables and indexes."""
    document = orjson.loads(source.read_bytes())
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        with connection:
            connection.executemany(
                "INSERT INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL,NULL,'[]','','[]','[]','[]')",
                (
                    (
                        *(a[k] for k in ("id", "title", "text", "text_sha256", "imported_at")),
                        *(a["origin"][k] for k in ("name", "media_type", "sha256")),
                        len(a["text"].split()),
                        *(a["url"], a["site"], "[]", a["published_at"], a["language"], a["status"]),
                    )
                    for a in document["articles"]
                ),
            )
            connection.executemany(
                "INSERT INTO annotations VALUES (?,?,?,?,?,NULL,?,?,'{}',?,?,?,?)",
                (
                    (
                        *(r["id"], a["id"], r["tag"], r["start"], r["end"], r["quote"], r["note"]),
                        *(r["annotator"], r["origin"], r["created_at"], r["updated_at"]),
                    )
                    for a in document["articles"]
                    for r in a["annotations"]
                ),
            )
            connection.execute(
                "INSERT INTO article_search (rowid, title, text, note, keywords) "
                "SELECT rowid, title, text, note, keywords FROM articles"
            )
            connection.execute(
                "INSERT INTO mark_search (rowid, quote, note) SELECT rowid, quote, note FROM annotations"
            )


def import_ours(source: Path, library: Path) -> None:
    with Store.open(library) as store, gc_paused():
        (outcome,), _ = take_in(store, [read(source.read_bytes(), source.name)], "tester")
    assert outcome.annotations == _ARTICLES * _EACH and outcome.ok


def run() -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, template = folder / "source.json", folder / "empty.sqlite3"
        make_file(source)
        Store.open(template).close()
        n = 0

        def fresh() -> Path:
            nonlocal n
            n += 1
            path = folder / f"library{n % 2}.sqlite3"
            path.write_bytes(template.read_bytes())
            return path

        importing = in_turns(
            lambda: timed_on(fresh(), lambda library: import_ours(source, library)),
            lambda: timed_on(fresh(), lambda library: import_by_hand(source, library)),
            5,
        )
        library = fresh()
        import_ours(source, library)
        target = folder / "out.json"
        exporting = in_turns(
            lambda: timed(lambda: export_ours(library, target)),
            lambda: timed(lambda: export_by_hand(library, folder / "floor.json")),
            5,
        )
        checking = timed(lambda: check_file(target))
        tracemalloc.start()
        export_ours(library, target)
        memory = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
    what = f"{_ARTICLES * _EACH:,} annotations"
    return [
        Row(f"export of {what} to JSON", *exporting, 1.0),
        Row("… its memory above the base (bar: 16 MB)", memory, 0, 16, "MB"),
        Row("… reading it back to prove it", checking, exporting[1], 0),
        Row(f"import of {what} from JSON", *importing, 2.0),
    ]


def timed_on(library: Path, work: Any) -> float:
    return timed(lambda: work(library))


def check_file(target: Path) -> None:
    assert not read(target.read_bytes(), "out.json").problems
