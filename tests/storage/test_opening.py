"""Which files are opened, which are refused, and how a library is brought up to date."""

import hashlib
import sqlite3
from pathlib import Path

import pytest

from annotator.errors import LibraryError
from annotator.model import TAGS
from annotator.storage import migrate, tables
from annotator.storage.check import check
from annotator.storage.sqlite import APPLICATION_ID, SCHEMA_VERSION, engine_for, state_of
from annotator.storage.store import Store
from tests.making import add, annotations, behind_the_back, tag


def fingerprint(path: Path) -> tuple[str, int, list[str]]:
    names = sorted(p.name for p in path.parent.iterdir() if not p.name.endswith(".lock"))
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, names


def make(path: Path, *pragmas: str) -> None:
    with behind_the_back(path) as connection:
        connection.execute("CREATE TABLE t (x)")
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("kind", ["text", "png", "truncated", "other", "newer"])
def test_what_is_not_ours_is_refused_untouched(tmp_path: Path, kind: str, read_only: bool) -> None:
    path = tmp_path / "file.sqlite3"
    if kind == "text":
        path.write_text("Not a database at all, only a text.")
    elif kind == "png":
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    elif kind == "truncated":
        path.write_bytes(b"SQLite format 3\0")
    elif kind == "other":
        make(path, "user_version=1")
    else:
        make(path, f"application_id={APPLICATION_ID}", f"user_version={SCHEMA_VERSION + 1}")
    before = fingerprint(path)
    with pytest.raises(LibraryError, match="newer version" if kind == "newer" else "left untouched"):
        Store.open(path, read_only=read_only)
    assert fingerprint(path) == before


def test_an_empty_file_and_a_missing_one_become_a_library(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite3").touch()
    for name in ("empty.sqlite3", "new/deep/library.sqlite3"):
        with Store.open(tmp_path / name) as store:
            add(store)
        assert state_of(tmp_path / name) == "current"


def test_reading_does_not_make_a_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library"):
        Store.open(tmp_path / "library.sqlite3", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_the_tables_are_those_the_queries_name(library: Path) -> None:
    with behind_the_back(library) as connection:
        for table in (v for v in vars(tables).values() if hasattr(v, "columns")):
            rows = connection.execute(f"PRAGMA table_info({table.name})")
            assert [row[1] for row in rows] == [c.name for c in table.columns]
        strict = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence'"
        )
        own = [(name, sql) for name, sql in strict if name != "alembic_version" and "_search" not in name]
        assert all("STRICT" in sql for _, sql in own)
        stored = connection.execute("SELECT id, name, color, underline, key FROM tags ORDER BY key").fetchall()
    assert stored == [(t.id, t.name, t.color, t.underline.value, t.key) for t in TAGS]
    newest = max(f.name for f in (migrate.SCRIPTS / "versions").glob("r*.py"))
    assert newest.startswith(f"r{SCHEMA_VERSION:04}_")


REBUILD = """
import sqlalchemy as sa
from alembic import op

revision = "NEXT"
down_revision = "PRESENT"

def upgrade():
    for table in ("articles", "annotations", "tags"):
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("extra", sa.Text))
    FAILURE
"""


def later_revision(tmp_path: Path, failure: str = "") -> Path:
    versions = tmp_path / "scripts" / "versions"
    versions.mkdir(parents=True)
    for script in (migrate.SCRIPTS / "versions").glob("r*.py"):
        (versions / script.name).write_text(script.read_text())
    rebuild = REBUILD.replace("FAILURE", failure).replace("PRESENT", f"{SCHEMA_VERSION:04}")
    (versions / "r9999_rebuild.py").write_text(rebuild.replace("NEXT", f"{SCHEMA_VERSION + 1:04}"))
    return tmp_path / "scripts"


def contents(path: Path) -> tuple[list[tuple[str]], list[int], int]:
    with behind_the_back(path) as connection:
        counts = [
            connection.execute(f"SELECT COUNT(*) FROM {t}").fetchone()[0]
            for t in ("articles", "originals", "annotations", "tags", "history")
        ]
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name").fetchall()
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    return triggers, counts, version


def filled(library: Path) -> None:
    with Store.open(library) as store:
        article = add(store)
        for words in ("Port Ellery", "mainland", "storm"):
            tag(store, article, words)


def test_a_migration_that_rebuilds_tables_loses_no_row_and_no_trigger(library: Path, tmp_path: Path) -> None:
    filled(library)
    triggers, counts, version = contents(library)
    assert len(triggers) == 2 and counts[2] == 3
    engine = engine_for(library)
    migrate.migrate(engine, library, scripts=later_revision(tmp_path), version=SCHEMA_VERSION + 1)
    engine.dispose()
    assert contents(library) == (triggers, counts, version + 1)
    assert check(library).problems == []
    (backup,) = (library.parent / "backups").iterdir()
    assert contents(backup) == (triggers, counts, version)


def test_a_library_of_the_first_version_is_brought_up_and_searched(tmp_path: Path) -> None:
    library = tmp_path / "old.sqlite3"
    engine = engine_for(library)
    migrate.migrate(engine, library, version=1, backup=False)
    engine.dispose()
    with behind_the_back(library) as connection:
        connection.execute(
            "INSERT INTO articles VALUES ('a', 'Bridge', 'The bridge', ?, '2026', 'n', 'm', 's', 2, NULL, NULL, '[]', "
            "NULL, NULL, 'todo', NULL)",
            ("0" * 64,),
        )
    with Store.open(library) as store:
        content = store.content("a")
        assert content is not None and content.article.blocks == ()
    with behind_the_back(library) as connection:
        found = connection.execute("SELECT rowid FROM article_search WHERE article_search MATCH 'bridge'").fetchall()
    assert len(found) == 1
    assert len(list((library.parent / "backups").iterdir())) == 1


def test_the_history_of_an_older_library_goes_on(library: Path) -> None:
    """Until version 4 the history had an index of its own, and numbers that were never used again."""
    library.touch()
    engine = engine_for(library)
    migrate.migrate(engine, library, version=4, backup=False)
    with Store(library, engine, None, read_only=False) as old:
        article = add(old)
        for words in ("mainland", "bearings", "Sunday"):
            tag(old, article, words)
        old.undo("tester")
        before = old.past(), old.heads()
    with Store.open(library) as store:
        assert (store.past(), store.heads()) == before
        store.redo("tester")
        assert [a.quote for a in annotations(store, article)] == ["mainland", "Sunday", "bearings"]
        for _ in range(4):
            store.undo("tester")
        assert store.heads().undo is None and not store.articles()
    assert check(library).problems == []
    with behind_the_back(library) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(
            "INSERT INTO history (kind, action, size, at, annotator, undoes, payload) "
            "SELECT kind, action, size, at, annotator, undoes, payload FROM history WHERE undoes IS NOT NULL"
        )


@pytest.mark.parametrize("failure", ["raise RuntimeError('stop')", "op.execute('DELETE FROM tags')"])
def test_a_migration_that_fails_leaves_everything_as_it_was(library: Path, tmp_path: Path, failure: str) -> None:
    filled(library)
    before = contents(library)
    engine = engine_for(library)
    with pytest.raises((RuntimeError, LibraryError)):
        migrate.migrate(engine, library, scripts=later_revision(tmp_path, failure), version=SCHEMA_VERSION + 1)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    engine.dispose()
    assert contents(library) == before
    with behind_the_back(library) as connection:
        columns = [r[1] for r in connection.execute("PRAGMA table_info(annotations)")]
    assert "extra" not in columns


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE annotations SET quote = 'other'", "quote"),
        ('UPDATE annotations SET "end" = 100000', "does not fit"),
        ("DROP TRIGGER article_text_is_immutable; UPDATE articles SET text = 'x'", "not what was imported"),
        ("DROP TRIGGER article_text_is_immutable", "safeguard"),
        ("DELETE FROM articles", "belongs to a row"),
        ("DELETE FROM mark_search_docsize WHERE id = 1", "search index"),
        ("DELETE FROM mark_search_docsize WHERE id = 2", "search index"),
        ("DELETE FROM mark_search_docsize", "search index"),
    ],
)
def test_check_finds_what_was_damaged(library: Path, damage: str, found: str) -> None:
    filled(library)
    assert check(library).problems == []
    with behind_the_back(library) as connection:
        connection.executescript(damage)
    assert any(found in problem for problem in check(library).problems)


def test_a_damaged_file_is_named_in_a_sentence(library: Path) -> None:
    filled(library)
    data = bytearray(library.read_bytes())
    data[4096 : 4096 + 60_000] = bytes(60_000)
    library.write_bytes(data)
    try:
        problems = check(library).problems
    except LibraryError as error:
        problems = [str(error)]
    assert problems
