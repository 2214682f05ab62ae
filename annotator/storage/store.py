"""Store: the one road by which anything is read from or written to the database of a library."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, bindparam, func, select, text

from annotator.errors import LibraryError, LibraryInUse, StaleEdit
from annotator.model import (
    SAMPLE_MARKS,
    TAGS,
    Annotation,
    Article,
    ArticleSummary,
    Content,
    Delta,
    Judged,
    Link,
    NewArticle,
    Origin,
    Record,
    Tag,
    Verdict,
)
from annotator.storage import fts_index, history, record_writer, trash
from annotator.storage import tables as t
from annotator.storage.history import PastStep, Step, UndoState
from annotator.storage.lock import LibraryLock
from annotator.storage.rows import annotation_of, article_of, link_of, state_of, strings, tag_of, verdict_of
from annotator.storage.sqlite import engine_for, errors_in_words, restrict_permissions, set_journal
from annotator.storage.sqlite import state_of as file_state
from annotator.storage.step_subjects import StepSubject, subjects_of

log = logging.getLogger(__name__)


class Applied(NamedTuple):
    """Applied change: the Delta that was applied, its row in the history, and what undo and redo would do next."""

    delta: Delta
    step: Step
    heads: UndoState


class Store:
    """Store: an open library. Everything on it is to be called from one thread at a time."""

    def __init__(self, path: Path, engine: Engine, lock: LibraryLock | None, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = engine
        self._lock = lock

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, lock: LibraryLock | None = None) -> Store:
        """Open the library at ``path``, making or migrating it first where that is needed.

        ``lock`` is the writer's lock if the caller holds it already. Raises LibraryInUse if another program holds it,
        and LibraryError if the file is missing (read_only), foreign, newer or damaged; it is left untouched then.
        """
        state = file_state(path)
        if read_only:
            return cls._open_to_read(path, state)
        if path.exists() and not os.access(path, os.W_OK):
            raise LibraryError(f"The library {path} cannot be written. Make its file and folder writable.")
        lock = lock or take_lock(path)
        try:
            with errors_in_words():
                engine = engine_for(path)
                if state != "current":
                    from annotator.storage.migrate import migrate

                    migrate(engine, path, backup=state == "old")
                set_journal(engine, "WAL")
                restrict_permissions(path)
        except BaseException:
            lock.release()
            raise
        log.info("library opened for writing")
        return cls(path, engine, lock, read_only=False)

    @classmethod
    def _open_to_read(cls, path: Path, state: str) -> Store:
        if state == "new":
            raise LibraryError(f"There is no library at {path} yet. “annotator import FILE” makes one.")
        if state == "old":
            raise LibraryError(
                f"The library {path} was made by an older version. Open it once in the window to bring it up to date."
            )
        return cls(path, engine_for(path, read_only=True), None, read_only=True)

    def close(self) -> None:
        """Close the library, leaving one file, and give the writer's lock back."""
        try:
            if not self.read_only:
                with self._writing() as connection:
                    fts_index.add_marks(connection)
                with errors_in_words():
                    set_journal(self._engine, "DELETE")
        except LibraryError:
            pass  # a reader is still there, or the disk is gone: the WAL file stays and is as good
        finally:
            if "_writer" in self.__dict__:
                self._writer.close()
            self._engine.dispose()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Connection that reads the library as it is now, for several questions about one state."""
        with errors_in_words(), self._engine.connect() as connection, connection.begin():
            yield connection

    @cached_property
    def _writer(self) -> Connection:
        """Kept, for taking a connection out of its engine costs an edit as much as writing its rows."""
        return self._engine.execution_options(write=True).connect()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self.read_only:
            raise LibraryError("The library was opened for reading only, so nothing was changed.")
        with errors_in_words(), self._writer.begin():
            yield self._writer

    # Changing

    def apply(
        self,
        delta: Delta,
        annotator: str,
        *,
        new: Sequence[NewArticle] = (),
        amends: int | None = None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Applied:
        """Apply ``delta`` in one transaction, together with the new articles it makes appear and its row of history.

        ``amends`` is the row of a visit to a note that this change continues: the two become one step of undo.
        ``meanwhile`` is called when all is done but the commit, to have something else done while the disk writes.
        Raises StaleEdit if the delta does not fit what is stored, LibraryError if the world failed; nothing is changed
        then.
        """
        with self._writing() as connection:
            record_writer.write(connection, delta, new)
            step = history.amend(connection, amends, delta, annotator) if amends is not None else None
            step = step or history.append(connection, delta, annotator)
            meanwhile()
        if step.size > 1:
            log.info("%s: %d, step %d", step.action, step.size, step.seq)
        return Applied(delta, step, UndoState(step, None))

    def merge_steps(self, steps: Collection[int]) -> UndoState:
        """Make one step of undo of those with these numbers, where nothing else was done between them.

        The result says what undo and redo would do next.
        """
        with self._writing() as connection:
            history.merge_steps(connection, steps)
            return history.heads(connection)

    def undo(self, annotator: str) -> Applied | None:
        """Take back the last thing done; None if there is nothing. Raises StaleEdit if it no longer applied."""
        return self._step_back(annotator, redo=False)

    def redo(self, annotator: str) -> Applied | None:
        """Do again what was last undone; None if there is nothing. Raises StaleEdit if it no longer applied."""
        return self._step_back(annotator, redo=True)

    def _step_back(self, annotator: str, *, redo: bool) -> Applied | None:
        stale: StaleEdit | None = None
        with self._writing() as connection:
            heads = history.heads(connection)
            step = heads.redo if redo else heads.undo
            if step is None:
                return None
            try:
                with connection.begin_nested():
                    delta = history.inverse_of(connection, step)
                    record_writer.write(connection, delta)
            except StaleEdit as error:
                stale = error
                history.skip(connection, step, annotator)
            else:
                kind = "redo" if redo else "undo"
                step = history.append(connection, delta, annotator, kind=kind, undoes=step.seq)
            heads = history.heads(connection)
        if stale is not None:
            raise stale
        return Applied(delta, step, heads)

    def erase(self, ids: Sequence[str]) -> tuple[int, UndoState]:
        """Erase removed articles for good, with their past; how many, and what undo and redo would do next."""
        with self._writing() as connection:
            connection.exec_driver_sql("PRAGMA secure_delete=ON")  # what is erased is overwritten in the file
            count = trash.erase(connection, ids)
            heads = history.heads(connection)
            connection.exec_driver_sql("PRAGMA secure_delete=OFF")
        log.info("%d articles erased", count)
        return count, heads

    def rebuild_indexes(self) -> None:
        """Make the full-text indexes anew from what is stored."""
        with self._writing() as connection:
            fts_index.rebuild(connection)

    # Reading

    def heads(self) -> UndoState:
        """Undo state: what undo and redo would do next."""
        with self.reading() as connection:
            return history.heads(connection)

    def past(self) -> list[PastStep]:
        """Past steps: everything that was done and can be undone or done again, the oldest first."""
        with self.reading() as connection:
            return history.past(connection)

    def subjects(self, seqs: Sequence[int]) -> dict[int, StepSubject]:
        """Subjects of these steps, by their numbers."""
        with self.reading() as connection:
            return subjects_of(connection, seqs)

    def articles(
        self, ids: Sequence[str] | None = None, *, removed: bool = False, most: int | None = None
    ) -> list[ArticleSummary]:
        """Summaries of the articles that are not removed (or that are), newest first; or of ``ids``, removed or not.

        At most ``most`` of them.
        """
        c, counted = t.articles.c, t.annotations.c
        rows = select(
            c.id, c.status, c.removed_at, c.title, c.site, c.published_at, c.imported_at, c.origin_name, c.collections
        )
        rows = rows.order_by(c.imported_at.desc(), c.id).limit(most)
        if ids is None:
            rows = rows.where(c.removed_at.is_not(None) if removed else c.removed_at.is_(None))
        else:
            rows = rows.where(c.id.in_(record_writer.IDS))
        with self.reading() as connection:
            found = connection.execute(rows, record_writer.among(ids) if ids is not None else {}).fetchall()
            counts = select(counted.article_id, counted.tag, func.count()).group_by(counted.article_id, counted.tag)
            if ids is not None or most is not None:
                counts = counts.where(counted.article_id.in_(record_writer.IDS))
                per_tag = connection.execute(counts, record_writer.among(row[0] for row in found))
            else:
                per_tag = connection.execute(counts)
            per_article: dict[str, dict[str, int]] = {}
            for article_id, tag, n in per_tag:
                per_article.setdefault(article_id, {})[tag] = n
            marks = select(t.annotations).where(counted.id.in_(SAMPLE_MARKS))
            samples = map(annotation_of, connection.execute(marks))
            untouched = Counter(mark.article_id for mark in samples if mark.is_as_in_sample)
            return [
                ArticleSummary(
                    state_of(row[:3]), *row[3:8], strings(row[8]), per_article.get(row[0], {}), untouched[row[0]]
                )
                for row in found
            ]

    def tags(self) -> list[Tag]:
        """Tags of the library, the oldest first: the four that are always there, then the person's own.

        The four are as this program knows them: a library made by an older version may hold another colour.
        """
        four = {tag.id: tag for tag in TAGS}
        with self.reading() as connection:
            rows = connection.execute(select(t.tags).order_by(text("rowid")))
            return [four.get(row.id) or tag_of(row) for row in rows]

    def tagged(self, tag: str) -> tuple[list[Annotation], list[Link]]:
        """Annotations of a tag, in removed articles too, and the links of the articles they are in."""
        with self.reading() as connection:
            found = [annotation_of(r) for r in connection.execute(select(t.annotations).where(_A.tag == tag))]
            articles = record_writer.among({a.article_id for a in found})
            links = connection.execute(select(t.links).where(_L.article_id.in_(record_writer.IDS)), articles)
            return found, [link_of(row) for row in links]

    def marked_by(self, annotator: str) -> list[Annotation | Link]:
        """Annotations and links that somebody made in this library, in removed articles too; none from files."""
        mine = select(t.annotations).where(_A.annotator == annotator, _A.origin != Origin.IMPORT.value)
        with self.reading() as connection:
            links = connection.execute(select(t.links).where(_L.annotator == annotator))
            return [*map(annotation_of, connection.execute(mine)), *map(link_of, links)]

    def article_by_text(self, digest: str) -> Article | None:
        """Article whose text has this SHA-256, removed or not; None if there is none."""
        statement = select(t.articles).where(t.articles.c.text_sha256 == digest)
        with self.reading() as connection:
            row = connection.execute(statement).one_or_none()
            return article_of(row)[0] if row is not None else None

    def existing(self, like: Iterable[tuple[type[Record], str]]) -> dict[str, Record]:
        """Records of these types and ids that are stored, by id."""
        with self.reading() as connection:
            return record_writer.current_records(connection, like)

    def article_ids(self) -> list[str]:
        """Ids of the articles that are not removed, oldest first."""
        c = t.articles.c
        with self.reading() as connection:
            rows = connection.execute(select(c.id).where(c.removed_at.is_(None)).order_by(c.imported_at, c.id))
            return list(rows.scalars())

    def content(self, article_id: str) -> Content | None:
        """Content of an article, removed or not: with its annotations by place and its links; None if there is none."""
        with self.reading() as connection:
            return _content(connection, article_id)

    def verdicts(self, article_id: str) -> list[Verdict]:
        """Verdicts on the suggestions for an article."""
        with self.reading() as connection:
            return list(map(verdict_of, connection.execute(_VERDICTS, {"article": article_id})))

    def judged(self) -> dict[str, dict[Judged, int]]:
        """Numbers of suggestions that were accepted, corrected and rejected, by rule, in articles that are there."""
        v, c = t.verdicts.c, t.articles.c
        there = select(c.id).where(c.removed_at.is_(None))
        statement = select(v.rule, v.judged, func.count()).where(v.article_id.in_(there)).group_by(v.rule, v.judged)
        found: dict[str, dict[Judged, int]] = {}
        with self.reading() as connection:
            for rule, judged, count in connection.execute(statement):
                found.setdefault(rule, {})[Judged(judged)] = count
        return found

    def contents(self, ids: Iterable[str]) -> Generator[Content, None, None]:
        """Contents of these articles one after another, all as they were when the first was asked for.

        Whoever may stop before the end closes the generator: it holds the connection.
        """
        with self.reading() as connection:
            linked = set(connection.execute(select(_L.article_id).distinct()).scalars())
            for article_id in ids:
                content = _content(connection, article_id, linked=article_id in linked)
                if content is not None:
                    yield content

    def original(self, article_id: str) -> bytes | None:
        """Original bytes that an article was made from; None if they were not at hand."""
        with self.reading() as connection:
            c = t.originals.c
            row = connection.execute(_ARTICLE, {"article": article_id}).one_or_none()
            if row is not None and record_writer.is_its_original(article := article_of(row)[0]):
                return article.text.encode()
            kept = select(c.data).where(c.article_id == article_id)
            data: bytes | None = connection.execute(kept).scalar_one_or_none()
            return data


def take_lock(path: Path) -> LibraryLock:
    """Writer's lock of the library at ``path``; raises LibraryInUse if another program holds it."""
    lock = LibraryLock(path)
    if not lock.acquire():
        raise LibraryInUse(
            f"The library {path} is open in another window or command of Annotator. "
            "Close it there, or choose another library with --database."
        )
    return lock


# Made once: SQLAlchemy takes longer to put a statement together than SQLite to find an article.
_A, _L = t.annotations.c, t.links.c
_ARTICLE = select(t.articles).where(t.articles.c.id == bindparam("article"))
_PLACES = select(t.annotations).where(_A.article_id == bindparam("article")).order_by(_A.start, _A.end, _A.id)
_VERDICTS = select(t.verdicts).where(t.verdicts.c.article_id == bindparam("article")).order_by(t.verdicts.c.id)
_LINKS = select(t.links).where(_L.article_id == bindparam("article")).order_by(_L.created_at, _L.id)


def _content(connection: Connection, article_id: str, *, linked: bool = True) -> Content | None:
    """One article; ``linked`` is False if it is known to have no links."""
    key = {"article": article_id}
    row = connection.execute(_ARTICLE, key).one_or_none()
    if row is None:
        return None
    return Content(
        *article_of(row),
        [annotation_of(r) for r in connection.execute(_PLACES, key)],
        [link_of(r) for r in connection.execute(_LINKS, key)] if linked else [],
    )
