"""Article commands: the list of articles, and what a person does with them as a whole: states, metadata, trash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

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

if TYPE_CHECKING:
    from annotator.services.versions import Comparison
    from annotator.storage.history import UndoState
    from annotator.storage.store import Applied
    from annotator.text.reanchor import Carried
    from annotator.ui.session.changes import Changes


class ArticleCommands(QObject):
    """The list of articles, kept up to date, and changes of articles as a whole, asked for by a person."""

    list_changed = Signal()
    """``listed`` is another list."""

    summaries_changed = Signal(list)
    """These of the articles, which are handed over, are in another state, or hold other counts."""

    kept_changed = Signal()
    """``kept`` was looked up and may be another."""

    def __init__(self, changes: Changes) -> None:
        super().__init__(changes)
        self._changes = changes
        self.listed: list[ArticleSummary] = []
        self.is_complete = True
        """Whether ``listed`` has every article of the library."""
        self.places: dict[str, int] = {}
        """Where each of ``listed`` stands, by its id."""
        self.kept: dict[str, list[str]] = {}
        """The ids of the removed articles in each collection: they keep it, though nothing else may be in it."""
        self.gone: list[str] = []
        """The titles of the articles that went last."""
        changes.stored.connect(self._follow)

    # What the list holds

    def list_articles(self, articles: list[ArticleSummary], places: dict[str, int] | None = None) -> None:
        """List these from now on, before ``list_changed`` says so; ``places`` is worked out if it is not known."""
        self.listed = articles
        self.places = places_of(articles) if places is None else places

    def _follow(self, delta: Delta, kinds: set[type]) -> None:
        """Keep the list up with what was committed, of records of these types."""
        added = delta.added if ArticleState in kinds or ArticleMetadata in kinds else ()
        states = {record.id: record for record in added if isinstance(record, ArticleState)}
        described = [record.article_id for record in added if isinstance(record, ArticleMetadata)]
        if states or described:
            self._shelve(states, described)
        else:
            self._count(delta)

    def _replace(self, summaries: Sequence[ArticleSummary]) -> None:
        """Show these in the place of those that are there under their ids."""
        for summary in summaries:
            self.listed[self.places[summary.id]] = summary
        if summaries:
            self.summaries_changed.emit(list(summaries))

    def _shelve(self, states: dict[str, ArticleState], described: Sequence[str]) -> None:
        """Bring the list up to new states of articles, and to what is known of the ``described`` ones."""
        open_id = self._changes.document.article.id if self._changes.document is not None else ""
        gone = {id_ for id_, state in states.items() if state.removed_at is not None}
        if open_id in gone:
            self._changes.show_document(None)
        there = [self.listed[self.places[id_]]._replace(state=s) for id_, s in states.items() if id_ in self.places]
        self._replace([a for a in there if a.id not in gone])
        if gone & self.places.keys():
            self.gone = [self.listed[self.places[id_]].title for id_ in states if id_ in gone & self.places.keys()]
            self.list_articles([a for a in self.listed if a.id not in gone])
            self.list_changed.emit()
        wanted = [id_ for id_ in states if id_ not in gone and id_ not in self.places]
        if wanted or described:
            store = self._changes.store
            self._changes.lane.run(lambda: store.articles([*wanted, *described]), self._shelve_more)
        if wanted or described or gone:
            self.look_into_trash()

    def _shelve_more(self, found: list[ArticleSummary]) -> None:
        """Show these articles, which the list may hold already."""
        found = [a for a in found if a.state.removed_at is None]
        self._replace([a for a in found if a.id in self.places])
        new = [a for a in found if a.id not in self.places]
        if new:
            together = sorted([*new, *self.listed], key=lambda a: a.id)
            together.sort(key=lambda a: a.imported_at, reverse=True)  # as the store gives them
            self.list_articles(together)
            self.list_changed.emit()

    def _count(self, delta: Delta) -> None:
        """Keep the counts of the list right without asking the store."""
        changes: dict[str, Counter[str]] = {}
        untouched: Counter[str] = Counter()
        for sign, records in ((-1, delta.removed), (1, delta.added)):
            for record in records:
                if isinstance(record, Annotation):
                    changes.setdefault(record.article_id, Counter())[record.tag] += sign
                    untouched[record.article_id] += sign * record.is_as_in_sample
        changed = []
        for id_, change in changes.items():
            if id_ in self.places and (any(change.values()) or untouched[id_]):
                summary = self.listed[self.places[id_]]
                counts = {tag: summary.counts.get(tag, 0) + change[tag] for tag in {**summary.counts, **change}}
                counts = {tag: n for tag, n in counts.items() if n}
                changed.append(summary._replace(counts=counts, untouched=summary.untouched + untouched[id_]))
        self._replace(changed)

    # What a person does

    def finish(self) -> str:
        """Say that the open article is done; the id of the next one that is not, in the order of the list, or ""."""
        assert self._changes.document is not None
        here = self.places.get(self._changes.document.article.id, 0)
        around = self.listed[here + 1 :] + self.listed[:here]
        current = self.listed[here] if self._changes.document.article.id in self.places else None
        if current is not None:
            self._changes.apply(edits.set_status([current.state], Status.DONE))
        return next((a.id for a in around if a.state.status != Status.DONE), "")

    def set_status(self, ids: Sequence[str], status: Status) -> None:
        """Say how far the work on these articles has come."""
        self._changes.apply(edits.set_status(self._states(ids), status))

    def collections(self) -> Counter[str]:
        """The names of the collections, each with how many articles are in it; none, if all of them are removed."""
        counts = Counter(dict.fromkeys(self.kept, 0))
        counts.update(name for article in self.listed for name in article.collections)
        return counts

    def collect(self, ids: Sequence[str], *, into: Sequence[str] = (), out_of: Sequence[str] = ()) -> None:
        """Put articles into collections and take them out of others, in one step."""
        store, annotator = self._changes.store, self._changes.annotator

        def work() -> Applied | None:
            cards = store.existing((ArticleMetadata, f"{CARD}{id_}") for id_ in ids).values()
            delta = edits.collect((c for c in cards if isinstance(c, ArticleMetadata)), into=into, out_of=out_of)
            return store.apply(delta, annotator) if delta.added else None

        self._changes.write(work, lambda applied: self._changes.show(applied) if applied is not None else None)

    def describe(self, article_id: str, **values: object) -> None:
        """Correct what is known of an article, be it open or not, or add to it: fields of its card, by name."""
        store, annotator = self._changes.store, self._changes.annotator

        def work() -> Applied | None:
            card = store.existing([(ArticleMetadata, f"{CARD}{article_id}")]).get(f"{CARD}{article_id}")
            delta = edits.describe_article(card, **values) if isinstance(card, ArticleMetadata) else None
            return store.apply(delta, annotator) if delta is not None and delta.added else None

        self._changes.write(work, lambda applied: self._changes.show(applied) if applied is not None else None)

    def rename_annotator(self, old: str, new: str) -> None:
        """Put another name to all that somebody marked; one step with the mark just made, if that is all there is."""
        store, last = self._changes.store, self._changes.heads.undo if self._changes.heads is not None else None

        def work() -> Applied | None:
            delta = edits.rename_annotator(store.marked_by(old), new)
            if last is not None and (last.action, last.size, delta.size) == (Action.TAG, 1, 1):
                return store.apply(delta._replace(action=Action.TAG), new, amends=last.seq)
            return store.apply(delta, new) if delta.added else None

        self._changes.write(work, lambda applied: self._changes.show(applied) if applied is not None else None)

    def trash(self, then: Callable[[list[ArticleSummary]], None]) -> None:
        """Hand ``then`` the removed articles."""
        store = self._changes.store
        self._changes.lane.run(lambda: store.articles(removed=True), then)

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
        self._changes.apply(edits.bring_back(states), then=lambda _: then())

    def erase(self, ids: Sequence[str], then: Callable[[], None]) -> None:
        """Erase removed articles for good."""
        store = self._changes.store

        def done(result: tuple[int, UndoState]) -> None:
            self._changes.show_heads(result[1])
            self.look_into_trash()
            then()

        self._changes.write(lambda: store.erase(ids), done)

    def remove(self, ids: Sequence[str], then: Callable[[], None] = lambda: None) -> None:
        """Put articles away; undo brings them back."""
        self._changes.apply(edits.remove_articles(self._states(ids)), then=lambda _: then())

    def _states(self, ids: Sequence[str]) -> list[ArticleState]:
        return [self.listed[self.places[id_]].state for id_ in ids if id_ in self.places]

    def carry_over(self, comparison: Comparison, chosen: Sequence[Carried]) -> None:
        """Mark in the other version what was chosen of what was found there: one step with having added it just now."""
        from annotator.services.versions import step_of_adding

        delta = edits.carry_over(chosen, comparison.article, comparison.links)
        newest = self.listed[0].id if self.listed else ""
        self._changes.apply(delta, amends=step_of_adding(comparison, newest, self._changes.heads))
