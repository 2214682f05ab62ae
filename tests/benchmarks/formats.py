"""1,000,000 annotations to native JSON Lines against sqlite3 and orjson by hand, and what every format costs."""

import sqlite3
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

import orjson

from annotator.formats.base import Format
from annotator.formats.codecs import native_lines
from annotator.formats.exporting.atomic_file import replacing
from annotator.formats.exporting.export import export
from annotator.formats.exporting.verification import verify
from annotator.formats.importing.parsing import parse_annotations
from annotator.formats.registry import formats
from annotator.gc_control import gc_paused
from annotator.model import TAGS, Content
from annotator.storage.store import Store
from tests.benchmarks.files import export_by_hand, import_ours, make_file, variants
from tests.benchmarks.table import Row, timed

_TIMES = 10
"""How often the articles of the library of 100,000 annotations are there."""

_SOME = 100
"""How many articles, of 100 annotations each, every other format gets."""


def multiplied(library: Path) -> None:
    """Every article and annotation of a library again under other ids, until there are ``_TIMES`` as many."""
    with closing(sqlite3.connect(library)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        for table, ids in (("articles", ("id", "text_sha256")), ("annotations", ("id", "article_id"))):
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            cells = [
                f"char(? + {71 if n == 'text_sha256' else 48}) || substr({n}, 2)" if n in ids else f'"{n}"'
                for n in names
            ]
            most = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]
            for i in range(1, _TIMES):
                connection.execute(
                    f"INSERT INTO {table} SELECT {', '.join(cells)} FROM {table} WHERE rowid <= ?", (i, i, most)
                )


def ours(library: Path, target: Path) -> None:
    with (
        Store.open(library, read_only=True) as store,
        closing(store.contents(store.article_ids())) as contents,
        gc_paused(),
        replacing(target) as file,
    ):
        native_lines.write(file, contents, TAGS, {})


def read(source: Path) -> None:
    with gc_paused():
        count = sum(len(e.annotations) for part in parse_annotations(source, formats()["jsonl"]) for e in part.entries)
    assert count == _TIMES * 100_000


def read_by_hand(source: Path) -> None:
    with source.open("rb") as file:
        for line in file:
            orjson.loads(line)


def peak(work: Callable[[], None]) -> float:
    """The most memory that Python held for it, in MB."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return most


def stored(library: Path, count: int) -> Iterator[Content]:
    with Store.open(library, read_only=True) as store, closing(store.contents(store.article_ids())) as contents:
        yield from islice(contents, count)


def cost(one: Format, library: Path, folder: Path) -> Iterator[Row]:
    target = folder / f"{one.name}.out"
    contents = list(stored(library, _SOME))
    with gc_paused():
        both = timed(lambda: export(one, target, lambda: (c for c in contents), TAGS, {}))
        proof = timed(lambda: verify(one, target, contents, TAGS)) if one.reads else 0.0
    yield Row(f"{one.name}: {_SOME * 100:,} annotations written; floor: the proof alone", both - proof, proof, 0)


def run() -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, library = folder / "source.json", folder / "library.sqlite3"
        make_file(source)
        import_ours(source, library)
        rows = [row for one in formats().values() if one.writes and one.is_there for row in cost(one, library, folder)]
        target, floor = folder / "out.jsonl", folder / "floor.json"
        ours(library, target)
        proof = timed(lambda: verify(formats()["jsonl"], target, stored(library, 10**9), TAGS))
        export_by_hand(library, floor)
        proof_floor = timed(lambda: export_by_hand(library, floor))
        multiplied(library)
        pairs = [(timed(partial(ours, library, target)), timed(partial(export_by_hand, library, floor))) for _ in "12"]
        times = min(p[0] for p in pairs), min(p[1] for p in pairs)
        memory = peak(partial(ours, library, target))
        with replacing(target) as file:
            native_lines.write(file, variants(_TIMES * 1_000), TAGS, {})
        reading = timed(partial(read, target)), timed(partial(read_by_hand, target))
        read_memory = peak(partial(read, target))
    return [
        Row(f"export of {_TIMES * 100_000:,} annotations to JSON Lines", *times, 1.0),
        Row("… its memory above the base (bar: 16 MB)", memory, 0, 16, "MB"),
        Row("… the proof of a tenth of it", proof, proof_floor, 0),
        Row("… read again, each quote held against its text; floor: orjson alone", *reading, 0),
        Row("… its memory above the base (bar: 16 MB)", read_memory, 0, 16, "MB"),
        *rows,
    ]
