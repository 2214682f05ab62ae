"""What a person does with articles as a whole: their states, what is known of them, the trash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotator import edits
from annotator.model import ArticleState, ArticleSummary, Status
from annotator.ui.workspace.stepping import Stepping

if TYPE_CHECKING:
    from annotator.storage.history import Heads


class Shelf(Stepping):
    """The part of the workspace that makes changes of articles as a whole."""

    def __init__(self, annotator: str) -> None:
        super().__init__(annotator)
        self.articles: list[ArticleSummary] = []

    def finish(self) -> str:
        """Say that the open article is done; the id of the next one that is not, in the order of the list, or ""."""
        assert self.document is not None
        ids = [a.id for a in self.articles]
        here = ids.index(self.document.article.id) if self.document.article.id in ids else 0
        around = self.articles[here + 1 :] + self.articles[:here]
        current = next((a for a in self.articles if a.id == self.document.article.id), None)
        if current is not None:
            self.apply(edits.set_status([current.state], Status.DONE))
        return next((a.id for a in around if a.state.status != Status.DONE), "")

    def set_status(self, ids: Sequence[str], status: Status) -> None:
        """Say how far the work on these articles has come."""
        wanted = set(ids)
        self.apply(edits.set_status([a.state for a in self.articles if a.id in wanted], status))

    def describe_article(self, **values: object) -> None:
        """Correct what is known of the open article, or add to it: fields of its card, by name."""
        if self.document is not None:
            self.apply(edits.describe_article(self.document.article, **values))

    def trash(self, then: Callable[[list[ArticleSummary]], None]) -> None:
        """Hand ``then`` the removed articles."""
        store = self._opened_store
        self._lane.run(lambda: store.articles(removed=True), then)

    def bring_back(self, states: Sequence[ArticleState], then: Callable[[], None]) -> None:
        """Make removed articles appear again."""
        self.apply(edits.bring_back(states), then=lambda _: then())

    def erase(self, ids: Sequence[str], then: Callable[[], None]) -> None:
        """Erase removed articles for good."""
        store = self._opened_store

        def done(result: tuple[int, Heads]) -> None:
            self.heads = result[1]
            self.heads_changed.emit()
            then()

        self._write(lambda: store.erase(ids), done)

    def remove_articles(self, ids: Sequence[str]) -> None:
        """Put articles away; undo brings them back."""
        states = [a.state for a in self.articles if a.id in set(ids)]
        self.apply(edits.remove_articles(states))
