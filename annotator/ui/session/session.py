"""The library and the open article, for the whole window: the only part of it that speaks to the store.

Everything is done on one store thread, one thing after another. What a person does is taken in order too: while a
change is on its way to the disk the next one waits, so that each is built from what the one before it left. A view
hears of a change by the signal that everybody hears, after it was committed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Signal

from annotator.gc_control import gc_paused
from annotator.model import (
    TAGS,
    ArticleMetadata,
    ArticleState,
    ArticleSummary,
    Delta,
    Tag,
    places_of,
)
from annotator.ui.session.article_commands import ArticleCommands
from annotator.ui.session.tag_registry import tags_after
from annotator.ui.session.worker import Worker, wait_until

if TYPE_CHECKING:
    from annotator.formats.importing.draft import Choices
    from annotator.formats.importing.result import Parsed
    from annotator.formats.registry import Format
    from annotator.readers.registry import Options
    from annotator.storage.history import UndoState
    from annotator.storage.import_batch import Outcome
    from annotator.storage.lock import LibraryLock
    from annotator.storage.store import Applied, Store
    from annotator.ui.session.document import Document
    from annotator.ui.session.jobs import Job
    from annotator.ui.session.queries import Queries
    from annotator.ui.session.transfers import Begin, ExportRequest, Transfers

T = TypeVar("T")


_AT_FIRST = 200
"""How many articles are listed before the others are asked for."""

_FEW = 50
"""Up to how many changed records it is worth while to prepare for their being shown."""


class Session(ArticleCommands):
    """What the views show and what they ask for."""

    opened = Signal()
    """The library is open."""

    tags_changed = Signal()
    """``tags`` is another list."""

    awaited = Signal()
    """A person asked for a change that is on its way to the disk: what is pressed next is about what comes of it."""

    card_changed = Signal()
    """What is known of the open article is other than it was."""

    committing = Signal(Delta)
    """The disk writes this change of the open document, which may still fail: time to prepare for ``changed``."""

    changed = Signal(Delta)
    """The open document has changed by this much."""

    def __init__(self, path: Path, annotator: str, lock: LibraryLock | None = None) -> None:
        super().__init__(annotator)
        self.path = path
        self.tags: list[Tag] = list(TAGS)
        self.is_open = False
        self.is_complete = True
        """Whether ``articles`` has every article of the library."""
        self.first_article = ""
        """The article to begin with, "" if there is none."""
        self._lock = lock
        self._store: Store | None = None
        self._writing = 0
        self._waiting: deque[tuple[Callable[[], None], bool]] = deque()
        self.gave_up = False  # whether something that waited was, with a change that could not be stored
        self._note_waits = False
        self._lane = Worker("store", self)
        self._lane.failed.connect(self.failed)

    @cached_property
    def _transfers(self) -> Transfers:
        from annotator.ui.session.transfers import StoreCallbacks, Transfers

        return Transfers(StoreCallbacks(self._take_in, self._unite), self)

    @cached_property
    def questions(self) -> Queries:
        """Jobs that change nothing."""
        from annotator.ui.session.queries import Queries

        return Queries(self.path, self._transfers)

    # Opening and closing

    @property
    def _opened_store(self) -> Store:
        assert self._store is not None, "the library is not open"
        return self._store

    def start(self, first: str = "") -> None:
        """Open the library, on the store thread: it takes SQLAlchemy along, which is slow to import.

        The newest articles are there at once, the others a moment later; ``first_article`` is ``first`` if it is there.
        """

        def work() -> tuple[UndoState, list[ArticleSummary], list[Tag], str]:
            from annotator.storage.store import Store

            store = self._store = Store.open(self.path, lock=self._lock)
            newest = store.articles(most=_AT_FIRST)
            last = [a.id for a in store.articles([first]) if a.state.removed_at is None] if first else []
            return store.heads(), newest, store.tags(), next(iter([*last, *(a.id for a in newest)]), "")

        def done(result: tuple[UndoState, list[ArticleSummary], list[Tag], str]) -> None:
            self.heads, articles, tags, self.first_article = result
            self.is_complete = len(articles) < _AT_FIRST
            self._take_articles(articles)
            self.is_open = True
            self._take_tags(tags)
            self.opened.emit()
            self.articles_changed.emit()
            self.heads_changed.emit()
            if not self.is_complete:
                self._lane.run(everything, completed)

        def everything() -> tuple[list[ArticleSummary], dict[str, int]]:
            with gc_paused():
                articles = self._opened_store.articles()
                return articles, places_of(articles)

        def completed(result: tuple[list[ArticleSummary], dict[str, int]]) -> None:
            self.is_complete = True
            self._take_articles(*result)
            self.articles_changed.emit()

        self._lane.run(work, done)

    def close(self) -> None:
        """Finish everything that waits, then close the library. The session cannot be used afterwards."""
        self.settle()
        if "_transfers" in self.__dict__:
            self._transfers.shut()
        if "_reading" in self.__dict__:
            self._reading.shut()
        self._lane.shut(self._shut)
        self._store, self.is_open = None, False

    def _shut(self) -> None:
        """On the store thread, behind everything else: it may only now be known whether the library was opened."""
        if self._store is not None:
            self._store.close()
        elif self._lock is not None:
            self._lock.release()

    def settle(self) -> None:
        """Wait until everything that was asked for is stored, or is known not to be."""
        wait_until(lambda: not (self._writing or self._waiting))

    def when_done(self, call: Callable[[], None]) -> None:
        """Call ``call`` when everything that was asked for so far is done and shown; now if nothing is under way."""
        self._lane.when_idle(lambda: self._reading.when_idle(call))

    def when_stored(self, call: Callable[[], None]) -> None:
        """Call ``call`` when every change that was asked for is on the disk and shown, or is known not to be."""
        self._lane.when_idle(call)

    # Changing

    @property
    def saving(self) -> bool:
        """Whether something is not yet on the disk."""
        return bool(self._writing or self._waiting or self._note_waits or self.unsaved_notes)

    def note_waits(self, waits: bool) -> None:
        """Say whether a note has letters that were not handed over yet."""
        if waits != self._note_waits:
            self._note_waits = waits
            self.saving_changed.emit()

    def do(self, request: Callable[[], None], *, typed: bool = False) -> None:
        """Carry out what a person asked for, now or as soon as the change before it is committed and shown.

        If that cannot be stored, it is not carried out: it may be about what is not there. ``typed``: it is a text that
        would be lost then, and is carried out all the same.
        """
        if self._writing:
            self._waiting.append((request, typed))
        elif self.is_open:
            request()
        if self._writing and not typed:
            self.awaited.emit()

    def apply(
        self,
        delta: Delta | Callable[[], Delta],
        *,
        amends: int | None = None,
        then: Callable[[Applied], None] | None = None,
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Commit a change, or what is made on the store thread; then say so to everybody, then call ``then``."""
        if isinstance(delta, Delta) and not delta.added and not delta.removed:
            return
        store, annotator = self._opened_store, self.annotator

        def done(applied: Applied) -> None:
            self._applied(applied)
            if then is not None:
                then(applied)

        def work() -> Applied:
            if not isinstance(delta, Delta):
                with gc_paused():
                    return store.apply(delta(), annotator, amends=amends)
            expect = partial(self._lane.post, partial(self._expect, delta))
            return store.apply(delta, annotator, amends=amends, meanwhile=expect)

        self._write(work, done, failed)

    def _expect(self, delta: Delta) -> None:
        if self.document is not None and delta.size <= _FEW:
            self.committing.emit(self.document.part_of(delta))

    def _write(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[], None] = lambda: None
    ) -> None:
        self._writing += 1
        self.saving_changed.emit()

        def finish(result: T) -> None:
            self._writing -= 1
            done(result)
            self._next()

        def fail() -> None:
            self._writing -= 1
            texts = [waits for waits in self._waiting if waits[1]]
            self.gave_up = len(texts) < len(self._waiting)
            self._waiting = deque(texts)
            failed()
            self._next()

        self._lane.run(work, finish, failed=fail)

    def _next(self) -> None:
        while self._waiting and not self._writing:
            self._waiting.popleft()[0]()
        self.saving_changed.emit()

    def _applied(self, applied: Applied) -> None:
        """Bring what is shown up to what was committed."""
        self.heads = applied.heads
        delta = applied.delta
        kinds = {*map(type, delta.removed), *map(type, delta.added)}  # first: there may be very many
        if Tag in kinds:
            self._take_tags(tags_after(self.tags, delta))
        mine = self.document.take(delta) if self.document is not None else None
        if mine is not None and (mine.removed or mine.added):
            self.changed.emit(mine)
        states = {r.id: r for r in delta.added if isinstance(r, ArticleState)} if ArticleState in kinds else {}
        cards = (
            {r.article_id: r for r in delta.added if isinstance(r, ArticleMetadata)} if ArticleMetadata in kinds else {}
        )
        if self.document is not None and self.document.article.id in cards:
            self.document.take_card(cards[self.document.article.id])
            self.card_changed.emit()
        if states or cards:
            self._shelve(states, list(cards))
        else:
            self._count(delta)
        self.heads_changed.emit()
        self.applied.emit(applied)

    def _take_tags(self, tags: list[Tag]) -> None:
        if tags != self.tags:
            self.tags = tags
            self.tags_changed.emit()

    # Articles

    def open_article(self, article_id: str, then: Callable[[], None] = lambda: None) -> None:
        """Open an article; ``then`` is called when it is shown."""
        store = self._opened_store

        def work() -> Document | None:
            from annotator.ui.session.document import Document

            with gc_paused():
                content = store.content(article_id)
                if content is None:
                    return None
                return Document(content, store.verdicts(article_id)).complete()

        def done(document: Document | None) -> None:
            if document is not None:
                before, self.document = [self.document], document
                self._visit = None
                self.document_changed.emit()
                then()
                QTimer.singleShot(200, before.clear)  # to let go of 100,000 annotations takes 25 ms: not just now

        self._lane.run(work, done)

    def add_text(self, text: str, name: str, markup: str | None = None) -> Job:
        """Add a pasted text, or the text of pasted markup, as an article; the job's result is a list of one Outcome."""
        return self._transfers.add_text(text, name, markup)

    def add(self, sources: Sequence[Path | str], options: Options | None = None, *, whole_page: bool = False) -> Job:
        """Add files, the files in folders, and pages by their addresses; the job's result is the list of Outcomes."""
        return self._transfers.add(self.path, sources, options, whole_page=whole_page)

    def look(self, source: Path | str) -> Job:
        """Read a page without adding it; the job's result is what it holds (Parsed)."""
        return self._transfers.look(source)

    def add_parsed(self, parse: Callable[[], Parsed]) -> Job:
        """Add what was read or is read by ``parse``; the job's result is a list of one Outcome."""
        return self._transfers.add_parsed(parse)

    def add_annotations(self, source: Path, format_: Format, choices: Choices) -> Job:
        """Add what a file of annotations holds; the job's result is a list of one Outcome."""
        return self._transfers.add_annotations(self.path, source, format_, choices)

    def export(self, ids: Sequence[str], target: Path, wanted: ExportRequest | None = None) -> Job:
        """Write these articles to ``target``, from a connection of its own; the job's result is ``target``."""
        return self._transfers.export(self.path, ids, target, wanted)

    def preview_export(self, ids: Sequence[str], wanted: ExportRequest, begin: Begin) -> Job:
        """What an export would look like and lose; the job's result is an ExportPreview."""
        return self._transfers.preview_export(self.path, ids, wanted, begin)

    def look_annotations(self, source: Path, format_: Format, choices: Choices) -> Job:
        """Read a file of annotations without adding it; the job's result says what has to be asked (a Parsed)."""
        return self._transfers.look_annotations(self.path, source, format_, choices)

    def _take_in(self, batch: Sequence[Parsed]) -> tuple[list[Outcome], int | None]:
        """Store a batch from the worker's thread; the news of it goes home in the order of the store thread.

        The result has the number of its step, if it made one.
        """
        from annotator.storage.import_batch import take_in

        def work() -> tuple[list[Outcome], int | None]:
            outcomes, applied = take_in(self._opened_store, batch, self.annotator)
            if applied is None:
                return outcomes, None
            self._lane.post(lambda: self._applied(applied))
            return outcomes, applied.step.seq

        return self._lane.wait_for(work)

    def _unite(self, steps: Collection[int]) -> None:
        """Make one step of undo of those of an import, from the worker's thread."""

        def work() -> None:
            heads = self._opened_store.merge_steps(steps)
            self._lane.post(lambda: self._have_heads(heads))

        self._lane.wait_for(work)
