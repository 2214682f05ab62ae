import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from annotator import edits
from annotator.errors import LibraryError, LibraryInUse, StaleEdit
from annotator.model import Action, Annotation, Delta, Link, LinkKind, new_id, now
from annotator.storage.import_queries import states_by_text
from annotator.storage.store import Store
from annotator.text.normalise import sha256_of
from tests.making import BRIDGE, add, annotations, behind_the_back, new_article, tag


def link(article_id: str, claim: Annotation, source: Annotation) -> Link:
    return Link(new_id(), article_id, LinkKind.ATTRIBUTED_TO, claim.id, source.id, "tester", now())


def test_what_is_marked_is_there_after_closing(library: Path) -> None:
    with Store.open(library) as store:
        article = add(store)
        made = tag(store, article, "closed for at least six weeks")
    with Store.open(library) as store:
        content = store.content(article.id)
        assert content is not None
        assert content.article == article
        assert content.annotations == [made]
        assert store.original(article.id) == BRIDGE.encode()
        (row,) = store.articles()
        assert (row.title, row.counts) == ("Harbour bridge closed after storm damage", {"claim": 1})
    assert sorted(p.name for p in library.parent.iterdir()) == ["library.sqlite3", "library.sqlite3.lock"]


@pytest.mark.parametrize(("text", "kept"), [("A text.\n", 0), ("A text.\r\n", 1), ("\ufeffA text.\n", 1)])
def test_an_original_that_the_text_itself_is_is_not_stored_twice(library: Path, text: str, kept: int) -> None:
    with Store.open(library) as store:
        article = add(store, text)
        assert store.original(article.id) == text.encode()
        assert store.original(new_id()) is None
    with behind_the_back(library) as outside:
        assert outside.execute("SELECT count(*) FROM originals").fetchone() == (kept,)


def test_the_files_are_private(home: Path) -> None:
    with Store.open(home / "library.sqlite3") as store:
        add(store)
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        for file in home.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_undo_and_redo_go_over_all_articles_and_survive_closing(library: Path) -> None:
    with Store.open(library) as store:
        first, second = add(store), add(store, "Another text\n", "b.txt")
        made = tag(store, first, "Port Ellery", "location")
        other = tag(store, second, "Another", "source")
        store.apply(edits.retag([made], "claim"), "tester")
    with Store.open(library) as store:
        heads = store.heads()
        assert heads.undo is not None and heads.undo.action == Action.RETAG and heads.redo is None
        undone = store.undo("tester")
        assert undone is not None and undone.heads.redo is not None
        assert annotations(store, first) == [made]
        store.undo("tester")
        assert annotations(store, second) == []
    with Store.open(library) as store:
        store.redo("tester")
        assert annotations(store, second) == [other]
        store.redo("tester")
        (again,) = annotations(store, first)
        assert (again.id, again.tag) == (made.id, "claim")
        assert store.redo("tester") is None
        for _ in range(5):
            store.undo("tester")
        assert store.articles() == []
        assert store.undo("tester") is None
        store.redo("tester")
        assert [a.id for a in store.articles()] == [first.id]


def test_a_new_edit_ends_what_could_be_redone(store: Store) -> None:
    article = add(store)
    tag(store, article, "Port Ellery")
    store.undo("tester")
    tag(store, article, "mainland")
    assert store.redo("tester") is None


def test_removing_an_article_hides_it_with_all_that_is_marked(store: Store) -> None:
    article = add(store)
    made = tag(store, article, "Port Ellery")
    (row,) = store.articles()
    store.apply(edits.remove_articles([row.state]), "tester")
    assert store.articles() == []
    store.undo("tester")
    assert [a.id for a in store.articles()] == [article.id]
    assert annotations(store, article) == [made]


def test_deleting_takes_the_links_and_undo_brings_them_back(store: Store) -> None:
    article = add(store)
    claim, source = tag(store, article, "The bridge is safe"), tag(store, article, "a spokesman", "source")
    joined = link(article.id, claim, source)
    store.apply(Delta(Action.TAG, added=(joined,)), "tester")
    content = store.content(article.id)
    assert content is not None and content.links == [joined]
    store.apply(edits.delete([source], content.links), "tester")
    content = store.content(article.id)
    assert content is not None and (content.annotations, content.links) == ([claim], [])
    store.undo("tester")
    content = store.content(article.id)
    assert content is not None and content.links == [joined]
    with pytest.raises(StaleEdit):
        store.apply(Delta(Action.DELETE, removed=(source,)), "tester")  # would leave the link without an end


def test_a_change_that_no_longer_fits_changes_nothing(store: Store) -> None:
    article = add(store)
    made = tag(store, article, "Port Ellery")
    stale = edits.write_note(made, "late")
    store.apply(edits.write_note(made, "first"), "tester")
    other = tag(store, article, "mainland")
    with pytest.raises(StaleEdit):
        store.apply(Delta(Action.NOTE, stale.removed, (*stale.added, other._replace(id=new_id()))), "tester")
    assert [a.note for a in annotations(store, article)] == ["first", ""]


def test_an_undo_that_no_longer_applies_is_skipped(library: Path) -> None:
    with Store.open(library) as store:
        article = add(store)
        first, second = tag(store, article, "Port Ellery"), tag(store, article, "mainland")
    with behind_the_back(library) as outside:
        outside.execute("DELETE FROM annotations WHERE id = ?", (second.id,))
    with Store.open(library) as store:
        with pytest.raises(StaleEdit, match="skipped"):
            store.undo("tester")
        assert annotations(store, article) == [first]
        store.undo("tester")
        assert annotations(store, article) == []


def test_a_visit_to_a_note_is_one_step(store: Store) -> None:
    article = add(store)
    made = tag(store, article, "Port Ellery")
    step = store.apply(edits.write_note(made, "a"), "tester").step
    for text in ("ab", "abc"):
        (stored,) = annotations(store, article)
        step = store.apply(edits.write_note(stored, text), "tester", amends=step.seq).step
    store.undo("tester")
    assert annotations(store, article) == [made]
    store.redo("tester")
    assert annotations(store, article)[0].note == "abc"


def test_an_amend_does_not_swallow_what_came_between(store: Store) -> None:
    article = add(store)
    made = tag(store, article, "Port Ellery")
    step = store.apply(edits.write_note(made, "a"), "tester").step
    tag(store, article, "mainland")
    (stored, _) = annotations(store, article)
    store.apply(edits.write_note(stored, "ab"), "tester", amends=step.seq)
    store.undo("tester")
    assert [a.note for a in annotations(store, article)] == ["a", ""]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles SET text = 'x'",
        "UPDATE articles SET text_sha256 = ''",
        "UPDATE annotations SET start = -1",
        'UPDATE annotations SET "end" = start',
        "UPDATE annotations SET quote = ''",
        "UPDATE annotations SET tag = 'nothing'",
        "UPDATE annotations SET start = 'text'",
        "UPDATE annotations SET fragments = '[[1,2]]'",
        "UPDATE articles SET status = 'lost'",
        "UPDATE originals SET data = x''",
    ],
)
def test_the_database_itself_refuses(library: Path, statement: str) -> None:
    with Store.open(library) as store:
        tag(store, add(store), "Port Ellery")
        add(store, "Its lines end with CR LF.\r\n", "other.txt")
    with behind_the_back(library) as outside, pytest.raises(sqlite3.IntegrityError):
        outside.execute("PRAGMA foreign_keys = ON")
        outside.execute(statement)


def test_after_a_change_that_failed_the_next_one_is_saved(store: Store) -> None:
    article = add(store)
    driver = store._engine.raw_connection().driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="Another program"):
            tag(store, article, "Port Ellery", "location")
        other.execute("ROLLBACK")
    tag(store, article, "Port Ellery", "location")
    (pages,) = driver.execute("PRAGMA page_count").fetchone()
    driver.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError, match="disk is full"):
        add(store, "A long text. " * 10_000, "long.txt")
    driver.execute("PRAGMA max_page_count = 1000000")
    tag(store, article, "swing bridge", "claim")
    assert [a.quote for a in annotations(store, article)] == ["swing bridge", "Port Ellery"]
    assert len(store.articles()) == 1


def test_a_second_writer_is_refused_and_readers_are_not(store: Store) -> None:
    add(store)
    with pytest.raises(LibraryInUse, match="another window"):
        Store.open(store.path)
    with Store.open(store.path, read_only=True) as reader:
        assert len(reader.articles()) == 1
        with pytest.raises(LibraryError, match="reading only"):
            reader.undo("tester")


def test_after_kill_the_next_start_needs_no_help(library: Path) -> None:
    script = (
        "import os, sys, signal; from pathlib import Path; from annotator.storage.store import Store;"
        "from tests.making import add, tag; s = Store.open(Path(sys.argv[1])); a = add(s); tag(s, a, 'mainland');"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script, str(library)], check=False, cwd=Path(__file__).parents[2])
    with Store.open(library, read_only=True) as reader:
        assert [a.counts for a in reader.articles()] == [{"claim": 1}]
    with Store.open(library) as store:
        assert [a.counts for a in store.articles()] == [{"claim": 1}]


def test_a_full_disk_says_so_and_changes_nothing(store: Store) -> None:
    article = add(store)
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    new = new_article("word " * 100_000, "long.txt")
    with pytest.raises(LibraryError, match="disk is full"):
        store.apply(edits.add_articles([new]), "tester", new=[new])
    assert [a.id for a in store.articles()] == [article.id]


class Marking(RuleBasedStateMachine):
    """Random edits, undos and redos against two plain lists of what should be there."""

    template: bytes
    folder: Path

    @initialize()
    def start(self) -> None:
        path = self.folder / f"{new_id()}.sqlite3"
        path.write_bytes(self.template)
        self.store = Store.open(path)
        self.article = add(self.store)
        self.past: list[dict[str, Annotation]] = []
        self.present: dict[str, Annotation] = {}
        self.future: list[dict[str, Annotation]] = []

    def done(self, delta: Delta) -> None:
        self.store.apply(delta, "tester")
        self.past.append(self.present)
        self.future = []
        gone = {r.id for r in delta.removed}
        added = {r.id: r for r in delta.added if isinstance(r, Annotation)}
        self.present = {k: v for k, v in self.present.items() if k not in gone} | added

    @rule(start=st.integers(0, len(BRIDGE) - 2), length=st.integers(1, 40), tag_id=st.sampled_from(["claim", "source"]))
    def mark(self, start: int, length: int, tag_id: str) -> None:
        span = (start, min(start + length, len(self.article.text)))
        self.done(edits.tag_passage(self.article, [span], tag_id, "tester"))

    @rule(starts=st.lists(st.integers(0, len(BRIDGE) - 3), min_size=2, max_size=4, unique=True))
    def bring_in_parts(self, starts: list[int]) -> None:
        steps, before = [], self.present
        for start in starts:
            delta = edits.tag_passage(self.article, [(start, start + 2)], "source", "tester")
            steps.append(self.store.apply(delta, "tester").step.seq)
            self.present = self.present | {r.id: r for r in delta.added if isinstance(r, Annotation)}
        self.store.merge_steps(steps)
        self.past.append(before)
        self.future = []

    @precondition(lambda self: self.present)
    @rule(data=st.data(), tag_id=st.sampled_from(["location", "image_credit"]))
    def change(self, data: st.DataObject, tag_id: str) -> None:
        chosen = self.present[data.draw(st.sampled_from(list(self.present)))]
        if chosen.tag != tag_id:
            self.done(edits.retag([chosen], tag_id))

    @precondition(lambda self: self.present)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        self.done(edits.delete([self.present[data.draw(st.sampled_from(list(self.present)))]], []))

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        assert self.store.undo("tester")
        self.future.append(self.present)
        self.present = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        assert self.store.redo("tester")
        self.past.append(self.present)
        self.present = self.future.pop()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            stored = {a.id: a for a in annotations(self.store, self.article)}
            assert stored == self.present
            assert all(a.quote == self.article.text[a.start : a.end] for a in stored.values())
            self.store.close()


def test_any_sequence_of_edits_undos_and_redos(empty_library: bytes, tmp_path: Path) -> None:
    Marking.template, Marking.folder = empty_library, tmp_path
    run_state_machine_as_test(Marking, settings=settings(max_examples=25, stateful_step_count=20, deadline=None))


def test_the_hash_of_the_text_is_kept(store: Store) -> None:
    article = add(store)
    assert article.text_sha256 == sha256_of(article.text)
    with store.reading() as connection:
        assert states_by_text(connection, [article.text_sha256, "0" * 64]).keys() == {article.text_sha256}
