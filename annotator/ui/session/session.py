"""Session: the library and the open article, for the whole window; the only part of it that speaks to the store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from annotator.gc_control import gc_paused
from annotator.ui.session.changes import Changes

if TYPE_CHECKING:
    from annotator.formats.importing.result import Parsed
    from annotator.model import ArticleSummary, Tag
    from annotator.storage.history import UndoState
    from annotator.storage.import_batch import Outcome
    from annotator.storage.lock import LibraryLock
    from annotator.storage.store import Applied, Store
    from annotator.ui.session.annotation_commands import AnnotationCommands
    from annotator.ui.session.article_commands import ArticleCommands
    from annotator.ui.session.document import Document
    from annotator.ui.session.queries import Queries
    from annotator.ui.session.transfers import Transfers
    from annotator.ui.session.undo import UndoCommands

_AT_FIRST = 200
"""How many articles are listed before the others are asked for."""


class Session(Changes):
    """The session: what the views show and what they ask for: each kind of command and question is a part of it.

    The parts are made when they are first asked for: the first paint of the window needs none of them.
    """

    opened = Signal()
    """The library is open."""

    def __init__(self, path: Path, annotator: str, lock: LibraryLock | None = None) -> None:
        super().__init__(annotator)
        self.path = path
        self.first_article = ""
        """The article to begin with, "" if there is none."""
        self._lock = lock

    # Its parts

    @cached_property
    def annotations(self) -> AnnotationCommands:
        """What a person does with what is marked in the open article."""
        from annotator.ui.session.annotation_commands import AnnotationCommands

        return AnnotationCommands(self)

    @cached_property
    def articles(self) -> ArticleCommands:
        """The list of articles, and what a person does with them as a whole."""
        from annotator.ui.session.article_commands import ArticleCommands

        return ArticleCommands(self)

    @cached_property
    def history(self) -> UndoCommands:
        """What was done, taken back or done again."""
        from annotator.ui.session.undo import UndoCommands

        return UndoCommands(self, self.annotations.end_visit, self.open_article)

    @cached_property
    def transfers(self) -> Transfers:
        """Articles on their way in and out."""
        from annotator.services.importing import Destination
        from annotator.ui.session.transfers import Transfers

        def read() -> Store:
            from annotator.storage.store import Store

            return Store.open(self.path, read_only=True)

        return Transfers(Destination(read, self._take_in, self._unite), self)

    @cached_property
    def queries(self) -> Queries:
        """What changes nothing."""
        from annotator.ui.session.queries import Queries

        return Queries(self.path, self, self.transfers)

    # Opening and closing

    def start(self, first: str = "") -> None:
        """Open the library, on the store thread: it takes SQLAlchemy along, which is slow to import.

        The newest articles are there at once, the others a moment later; ``first_article`` is ``first`` if it is there.
        """
        shelf = self.articles

        def work() -> tuple[UndoState, list[ArticleSummary], list[Tag], str]:
            from annotator.storage.store import Store

            store = self._store = Store.open(self.path, lock=self._lock)
            newest = store.articles(most=_AT_FIRST)
            last = [a.id for a in store.articles([first]) if a.state.removed_at is None] if first else []
            return store.heads(), newest, store.tags(), next(iter([*last, *(a.id for a in newest)]), "")

        def done(result: tuple[UndoState, list[ArticleSummary], list[Tag], str]) -> None:
            self.heads, articles, tags, self.first_article = result
            shelf.is_complete = len(articles) < _AT_FIRST
            shelf.list_articles(articles)
            self.is_open = True
            self.show_tags(tags)
            self.opened.emit()
            shelf.list_changed.emit()
            self.heads_changed.emit()
            if not shelf.is_complete:
                self.lane.run(everything, completed)

        def everything() -> tuple[list[ArticleSummary], dict[str, int]]:
            from annotator.model import places_of

            with gc_paused():
                articles = self.store.articles()
                return articles, places_of(articles)

        def completed(result: tuple[list[ArticleSummary], dict[str, int]]) -> None:
            shelf.is_complete = True
            shelf.list_articles(*result)
            shelf.list_changed.emit()

        self.lane.run(work, done)

    def open_article(self, article_id: str, then: Callable[[], None] = lambda: None) -> None:
        """Open an article; ``then`` is called when it is shown."""
        store = self.store

        def work() -> Document | None:
            from annotator.ui.session.document import Document

            with gc_paused():
                content = store.content(article_id)
                if content is None:
                    return None
                return Document(content, store.verdicts(article_id)).complete()

        def done(document: Document | None) -> None:
            if document is not None:
                before = [self.document]
                self.leaving.emit()
                self.annotations.end_visit()
                self.show_document(document)
                then()
                QTimer.singleShot(200, before.clear)  # to let go of 100,000 annotations takes 25 ms: not just now

        self.lane.run(work, done)

    def when_done(self, call: Callable[[], None]) -> None:
        """Call ``call`` when everything that was asked for so far is done and shown; now if nothing is under way."""
        self.lane.when_idle(lambda: self.queries.when_found(call))

    def close(self) -> None:
        """Finish everything that waits, then close the library. The session cannot be used afterwards."""
        self.settle()
        self.transfers.shut()
        self.queries.shut()
        self.lane.shut(self._shut)
        self._store, self.is_open = None, False

    def _shut(self) -> None:
        """On the store thread, behind everything else: it may only now be known whether the library was opened."""
        if self._store is not None:
            self._store.close()
        elif self._lock is not None:
            self._lock.release()

    def _take_in(self, batch: Sequence[Parsed]) -> tuple[list[Outcome], int | None]:
        """Store a batch from the worker's thread; the news of it goes home in the order of the store thread.

        The result has the number of its step, if it made one.
        """
        from annotator.services.importing import into

        def tell(applied: Applied) -> None:
            self.lane.post(lambda: self.show(applied))

        return self.lane.wait_for(lambda: into(self.store, self.annotator, tell).take_in(batch))

    def _unite(self, steps: Collection[int]) -> None:
        """Make one step of undo of those of an import, from the worker's thread."""

        def work() -> None:
            heads = self.store.merge_steps(steps)
            self.lane.post(lambda: self.show_heads(heads))

        self.lane.wait_for(work)
