"""Undo commands: back and forth in the history of the library, to any point; each shows the place it was at."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, repeat
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.errors import StaleEdit
from annotator.model import Annotation, ArticleMetadata, ArticleState, Delta, Link, Verdict

if TYPE_CHECKING:
    from annotator.storage.history import PastStep, UndoState
    from annotator.storage.step_subjects import StepSubject
    from annotator.storage.store import Applied, Store
    from annotator.ui.session.changes import Changes

OpenArticle = Callable[[str, Callable[[], None]], None]
"""Opens an article by its id, and calls when it is shown."""

_AT_ONCE = 25
"""How many steps of history are gone between two looks at whether to go on."""


class UndoCommands(QObject):
    """Steps of the history, taken back or done again."""

    revealed = Signal(str, int)
    """An annotation (or "") and a place in the open document that the person should see."""

    def __init__(self, changes: Changes, leave: Callable[[], None], open_article: OpenArticle) -> None:
        """``leave`` is called before a step is taken: what is written next is another one."""
        super().__init__(changes)
        self._changes, self._leave, self._open_article = changes, leave, open_article

    def undo(self) -> None:
        """Take back the last thing done, wherever it was, and show the place."""
        self._step(lambda store: store.undo(self._changes.annotator))

    def redo(self) -> None:
        """Do again what was last undone, and show the place."""
        self._step(lambda store: store.redo(self._changes.annotator))

    def past(self, then: Callable[[list[PastStep]], None]) -> None:
        """Hand ``then`` the list of what was done."""
        self._changes.lane.run(self._changes.store.past, then)

    def subjects(self, seqs: list[int], then: Callable[[dict[int, StepSubject]], None]) -> None:
        """Hand ``then`` what these steps were about."""
        store = self._changes.store
        self._changes.lane.run(lambda: store.subjects(seqs), then)

    def go_to(self, back: int, on: int, told: Callable[[int], bool]) -> None:
        """Undo so many steps, then do so many again, a few at a time; ``told`` hears how many are left.

        It goes on while ``told`` says True.
        """
        store, annotator = self._changes.store, self._changes.annotator
        self._leave()

        def work() -> tuple[list[Applied], list[str]]:
            applied: list[Applied] = []
            stale: list[str] = []
            for _ in range(min(_AT_ONCE, back or on)):
                try:
                    one = store.undo(annotator) if back else store.redo(annotator)
                except StaleEdit as error:
                    stale.append(str(error))
                    continue
                applied += [one] if one is not None else []
            return applied, stale

        def done(result: tuple[list[Applied], list[str]]) -> None:
            for one in result[0]:
                self._changes.show(one)
            for sentence in result[1][:1]:
                self._changes.failed.emit(sentence)
            left = max(0, (back or on) - _AT_ONCE) + (on if back else 0)
            if told(left) and left:
                self.go_to(max(0, back - _AT_ONCE), on if back else max(0, on - _AT_ONCE), told)
            elif result[0]:
                self._reveal(result[0][-1].delta)

        self._changes.write(work, done)

    def _step(self, step: Callable[[Store], Applied | None]) -> None:
        store = self._changes.store
        self._leave()

        def work() -> tuple[Applied | None, UndoState | None, str]:
            try:
                return step(store), None, ""
            except StaleEdit as stale:
                return None, store.heads(), str(stale)

        def done(result: tuple[Applied | None, UndoState | None, str]) -> None:
            applied, heads, stale = result
            if applied is not None:
                self._changes.show(applied)
                self._reveal(applied.delta)
            elif heads is not None:
                self._changes.show_heads(heads)
                self._changes.failed.emit(stale)

        self._changes.write(work, done)

    def _reveal(self, delta: Delta) -> None:
        """Open the article in which something was undone, and show where."""
        place = _place_of(delta)
        if place is None:
            return
        article_id, annotation_id, offset = place

        def show() -> None:
            self.revealed.emit(annotation_id, offset)

        if self._changes.document is not None and self._changes.document.article.id == article_id:
            show()
        else:
            self._open_article(article_id, show)


def _place_of(delta: Delta) -> tuple[str, str, int] | None:
    """The article, the annotation if it is there, and the offset at which a change can be seen.

    Not in an article that goes with it: there is nothing to be seen then.
    """
    gone = {r.id for r in delta.added if isinstance(r, ArticleState) and r.removed_at is not None}
    for record, is_there in chain(zip(delta.added, repeat(True)), zip(delta.removed, repeat(False))):
        if gone and isinstance(record, (Annotation, Link, Verdict)) and record.article_id in gone:
            continue
        if isinstance(record, Annotation):
            return record.article_id, record.id if is_there else "", record.start
        if isinstance(record, Link):
            return record.article_id, record.from_id, 0
        if isinstance(record, Verdict):
            return record.article_id, record.annotation_id or "", record.fragments[0][0]
    for state in delta.added:
        if isinstance(state, ArticleState) and state.removed_at is None:
            return state.id, "", 0
        if isinstance(state, ArticleMetadata):
            return state.article_id, "", 0
    return None
