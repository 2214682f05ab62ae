"""What a person does with articles as a whole: their states, what is known of them, the trash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal

from annotator import edits
from annotator.model import (
    CARD,
    Action,
    Annotation,
    ArticleMetadata,
    ArticleState,
    ArticleSummary,
    Delta,
    Status,
    places_of,
)
from annotator.ui.session.undo import UndoCommands
from annotator.ui.session.worker import Worker

if TYPE_CHECKING:
    from annotator.storage.history import UndoState
    from annotator.storage.search import Hit
    from annotator.storage.store import Applied
    from annotator.text.reanchor import Carried
    from annotator.ui.session.queries import Comparison

T = TypeVar("T")


class ArticleCommands(UndoCommands):
    """The part of the session that makes changes of articles as a whole."""

    articles_changed = Signal()
    """``articles`` is another list."""

    summaries_changed = Signal(list)
    """These of the articles, which are handed over, are in another state, or hold other counts."""

    kept_changed = Signal()
    """``kept`` was looked up and may be another."""

    document_changed = Signal()
    """Another article is open, or none."""

    path: Path
    is_open: bool

    def __init__(self, annotator: str) -> None:
        super().__init__(annotator)
        self.articles: list[ArticleSummary] = []
        self.places: dict[str, int] = {}
        """Where each of ``articles`` stands, by its id."""
        self.kept: dict[str, list[str]] = {}
        """The ids of the removed articles in each collection: they keep it, though nothing else may be in it."""

    # What the list holds

    def _take_articles(self, articles: list[ArticleSummary], places: dict[str, int] | None = None) -> None:
        self.articles = articles
        self.places = places_of(articles) if places is None else places

    def _replace(self, summaries: Sequence[ArticleSummary]) -> None:
        """Show these in the place of those that are there under their ids."""
        for summary in summaries:
            self.articles[self.places[summary.id]] = summary
        if summaries:
            self.summaries_changed.emit(list(summaries))

    def _shelve(self, states: dict[str, ArticleState], described: Sequence[str]) -> None:
        """Bring the list up to new states of articles, and to what is known of the ``described`` ones."""
        open_id = self.document.article.id if self.document is not None else ""
        gone = {id_ for id_, state in states.items() if state.removed_at is not None}
        if open_id in gone:
            self.document = None
            self.document_changed.emit()
        there = [self.articles[self.places[id_]]._replace(state=s) for id_, s in states.items() if id_ in self.places]
        self._replace([a for a in there if a.id not in gone])
        if gone & self.places.keys():
            self._take_articles([a for a in self.articles if a.id not in gone])
            self.articles_changed.emit()
        wanted = [id_ for id_ in states if id_ not in gone and id_ not in self.places]
        if wanted or described:
            store = self._opened_store
            self._lane.run(lambda: store.articles([*wanted, *described]), self._shelve_more)
        if wanted or described or gone:
            self.look_into_trash()

    def _shelve_more(self, found: list[ArticleSummary]) -> None:
        """Show these articles, which the list may hold already."""
        found = [a for a in found if a.state.removed_at is None]
        self._replace([a for a in found if a.id in self.places])
        new = [a for a in found if a.id not in self.places]
        if new:
            together = sorted([*new, *self.articles], key=lambda a: a.id)
            together.sort(key=lambda a: a.imported_at, reverse=True)  # as the store gives them
            self._take_articles(together)
            self.articles_changed.emit()

    def _count(self, delta: Delta) -> None:
        """Keep the counts of the list right without asking the store."""
        changes: dict[str, Counter[str]] = {}
        for sign, records in ((-1, delta.removed), (1, delta.added)):
            for record in records:
                if isinstance(record, Annotation):
                    changes.setdefault(record.article_id, Counter())[record.tag] += sign
        changed = []
        for id_, change in changes.items():
            if id_ in self.places and any(change.values()):
                summary = self.articles[self.places[id_]]
                counts = {tag: summary.counts.get(tag, 0) + change[tag] for tag in {**summary.counts, **change}}
                changed.append(summary._replace(counts={tag: n for tag, n in counts.items() if n}))
        self._replace(changed)

    # Finding

    @cached_property
    def _reading(self) -> Worker:
        lane = Worker("search", self)
        lane.failed.connect(self.failed)
        return lane

    def search(self, text: str, then: Callable[[list[Hit]], None], failed: Callable[[], None]) -> None:
        """Find articles by what is typed, on a connection and a thread of their own; ``then`` gets the best."""

        def work() -> list[Hit]:
            from annotator.queries.article_query import asked
            from annotator.storage.search import search

            return search(self.path, asked(text, typing=True))

        self._read(work, then, failed)

    def annotators(self, then: Callable[[list[str]], None]) -> None:
        """Hand ``then`` the names of everybody who has marked something, on the thread of the search."""

        def work() -> list[str]:
            from annotator.storage.search import annotators

            return annotators(self.path)

        self._read(work, then)

    def _read(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[], None] = lambda: None
    ) -> None:
        """On the thread of the search; one who comes early waits until the library is open: it may just be made."""
        if self.is_open:
            self._reading.run(work, then, failed=failed)
        else:
            self._lane.run(lambda: None, lambda _: self._read(work, then, failed) if self.is_open else failed())

    # What a person does

    def finish(self) -> str:
        """Say that the open article is done; the id of the next one that is not, in the order of the list, or ""."""
        assert self.document is not None
        here = self.places.get(self.document.article.id, 0)
        around = self.articles[here + 1 :] + self.articles[:here]
        current = self.articles[here] if self.document.article.id in self.places else None
        if current is not None:
            self.apply(edits.set_status([current.state], Status.DONE))
        return next((a.id for a in around if a.state.status != Status.DONE), "")

    def set_status(self, ids: Sequence[str], status: Status) -> None:
        """Say how far the work on these articles has come."""
        self.apply(edits.set_status(self._states(ids), status))

    def collections(self) -> Counter[str]:
        """The names of the collections, each with how many articles are in it; none, if all of them are removed."""
        counts = Counter(dict.fromkeys(self.kept, 0))
        counts.update(name for article in self.articles for name in article.collections)
        return counts

    def collect(self, ids: Sequence[str], *, into: Sequence[str] = (), out_of: Sequence[str] = ()) -> None:
        """Put articles into collections and take them out of others, in one step."""
        store, annotator = self._opened_store, self.annotator

        def work() -> Applied | None:
            cards = store.existing((ArticleMetadata, f"{CARD}{id_}") for id_ in ids).values()
            delta = edits.collect((c for c in cards if isinstance(c, ArticleMetadata)), into=into, out_of=out_of)
            return store.apply(delta, annotator) if delta.added else None

        self._write(work, lambda applied: self._applied(applied) if applied is not None else None)

    def describe_article(self, **values: object) -> None:
        """Correct what is known of the open article, or add to it: fields of its card, by name."""
        if self.document is not None:
            self.apply(edits.describe_article(self.document.article, **values))

    def rename_annotator(self, old: str, new: str) -> None:
        """Put another name to all that somebody marked; one step with the mark just made, if that is all there is."""
        store, last = self._opened_store, self.heads.undo if self.heads is not None else None

        def work() -> Applied | None:
            delta = edits.rename_annotator(store.marked_by(old), new)
            if last is not None and (last.action, last.size, delta.size) == (Action.TAG, 1, 1):
                return store.apply(delta._replace(action=Action.TAG), new, amends=last.seq)
            return store.apply(delta, new) if delta.added else None

        self._write(work, lambda applied: self._applied(applied) if applied is not None else None)

    def trash(self, then: Callable[[list[ArticleSummary]], None]) -> None:
        """Hand ``then`` the removed articles."""
        store = self._opened_store
        self._lane.run(lambda: store.articles(removed=True), then)

    def look_into_trash(self) -> None:
        """Learn which collections the removed articles are in."""

        def learn(removed: list[ArticleSummary]) -> None:
            kept: dict[str, list[str]] = {}
            for article in removed:
                for name in article.collections:
                    kept.setdefault(name, []).append(article.id)
            self.kept = kept
            self.kept_changed.emit()

        self.trash(learn)

    def bring_back(self, states: Sequence[ArticleState], then: Callable[[], None]) -> None:
        """Make removed articles appear again."""
        self.apply(edits.bring_back(states), then=lambda _: then())

    def erase(self, ids: Sequence[str], then: Callable[[], None]) -> None:
        """Erase removed articles for good."""
        store = self._opened_store

        def done(result: tuple[int, UndoState]) -> None:
            self._have_heads(result[1])
            self.look_into_trash()
            then()

        self._write(lambda: store.erase(ids), done)

    def remove_articles(self, ids: Sequence[str], then: Callable[[], None] = lambda: None) -> None:
        """Put articles away; undo brings them back."""
        self.apply(edits.remove_articles(self._states(ids)), then=lambda _: then())

    def _states(self, ids: Sequence[str]) -> list[ArticleState]:
        return [self.articles[self.places[id_]].state for id_ in ids if id_ in self.places]

    def carry_over(self, comparison: Comparison, chosen: Sequence[Carried]) -> None:
        """Mark in the other version what was chosen of what was found there: one step with having added it just now."""
        last = self.heads.undo if self.heads is not None else None
        is_new = bool(self.articles) and self.articles[0].id == comparison.article.id
        amends = last.seq if last and is_new and (last.action, last.size) == (Action.ADD_ARTICLES, 1) else None
        self.apply(edits.carry_over(chosen, comparison.article, comparison.links), amends=amends)
