"""What the keys of the suggestions mean: walking, accepting, correcting and rejecting them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.edits import Acceptance
from annotator.model import Span, Suggestion
from annotator.settings import RULES_OFF, SUGGEST_ON_OPENING, Settings
from annotator.text.edges import Unit
from annotator.ui.annotations.reshaping import moved
from annotator.ui.reading.view import ReadingView
from annotator.ui.session.key_queue import KeyQueue
from annotator.ui.session.session import Session
from annotator.ui.suggestions.panel import SuggestionsPanel
from annotator.ui.suggestions.suggestion_list import row_in
from annotator.ui.widgets.message_bar import MessageBar
from annotator.ui.widgets.side_tabs import SideTabs

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from annotator.ui.session.document import Document

_LONG = 200_000
"""Of a text of so many characters the person is told that it is looked through."""


_NEXT = 50
"""How many suggestions behind those that were judged may be gone with them."""


class Suggesting(QObject):
    """While the tab of suggestions is shown, the walking, marking and moving keys are theirs."""

    hint = Signal(str)
    """A quiet sentence on what there is to do, or on why nothing was done."""

    def __init__(
        self,
        session: Session,
        view: ReadingView,
        side: SideTabs,
        panel: SuggestionsPanel,
        notice: MessageBar,
        keys: KeyQueue,
        settings: Settings,
        actions: dict[str, QAction],
    ) -> None:
        super().__init__(view)
        self._session, self._view, self._side, self._panel = session, view, side, panel
        self._notice, self._keys, self._settings, self._actions = notice, keys, settings, actions
        self._current: Suggestion | None = None
        self._fragments: tuple[Span, ...] = ()
        self._was_empty = False
        actions["suggest_on_opening"].setChecked(settings.get(SUGGEST_ON_OPENING))
        panel.chosen.connect(self._choose)
        panel.accept_shown.connect(self._accept_shown)
        panel.reject_shown.connect(self._reject_shown)
        panel.rules_wanted.connect(self.ask_rules)
        side.shown.connect(lambda _: self._show())
        view.clicked_at.connect(self._clicked)
        view.current_changed.connect(self._other_current)
        view.reshaped.connect(self._reshaped)
        session.changed.connect(lambda _: self._show())

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {
            "suggest": self.suggest,
            "accept_suggestion": self.accept,
            "reject_suggestion": self.reject,
            "suggest_on_opening": self._toggle_always,
            "rules": self.ask_rules,
        }

    # Finding

    def suggest(self) -> None:
        """Look for suggestions for the open article, and show them."""
        if self._session.document is None:
            return
        self._side.turn_to(self._panel)
        dock = self._side.parentWidget()
        if dock is not None:
            dock.show()
        self._look(then=self._greet)

    def _look(self, then: Callable[[], None] = lambda: None, *, quietly: bool = False) -> None:
        document = self._session.document
        assert document is not None
        job = self._session.queries.suggest(document.article, self.rules_off())
        if not quietly or len(document.text) > _LONG:
            self._notice.follow(job)
        job.finished.connect(partial(self._found, document, then))
        if not quietly:
            self._keys.hold_for(job)
        job.start()

    def _found(self, document: Document, then: Callable[[], None], found: list[Suggestion]) -> None:
        document.propose(found)
        self._was_empty = False
        if document is self._session.document:
            self._show()
            then()

    def _greet(self) -> None:
        document = self._session.document
        if document is None or not document.pending:
            self.hint.emit(self.tr("There is nothing to suggest in this article."))
            return
        self.hint.emit(self.tr("Tab walks, Enter accepts, Backspace rejects, 1 to 4 accept with another tag."))
        if self._current is None:
            self.walk(forward=True)
        self._view.setFocus()

    def show_document(self, document: Document | None) -> None:
        """Another article is open, or none."""
        self._current, self._was_empty = None, False
        self._show()
        if document is not None and self._actions["suggest_on_opening"].isChecked():
            QTimer.singleShot(0, partial(self._look_at, document))

    def _look_at(self, document: Document) -> None:
        if document is self._session.document and not document.proposed:
            self._look(quietly=True)  # what is said above the article stays

    def _toggle_always(self) -> None:
        is_on = self._actions["suggest_on_opening"].isChecked()
        self._settings.set({SUGGEST_ON_OPENING: is_on})
        document = self._session.document
        if is_on and document is not None:
            self._look_at(document)

    def rules_off(self) -> list[str]:
        """The rules that the person has switched off."""
        return self._settings.get(RULES_OFF).split()

    def ask_rules(self) -> None:
        """Show which rules can be trusted, and let each be switched off."""
        from annotator.ui.suggestions.rules_dialog import RulesDialog

        def show(judged: object) -> None:
            dialog = RulesDialog(judged, set(self.rules_off()), self._session.tags, self._view.window())  # type: ignore[arg-type]
            dialog.accepted.connect(lambda: self._switch(dialog.off()))
            dialog.open()

        self._session.queries.judged(show)

    def _switch(self, off: set[str]) -> None:
        if sorted(off) != sorted(self.rules_off()):
            self._settings.set({RULES_OFF: " ".join(sorted(off))})
            if self._session.document is not None and self._session.document.proposed:
                self._look()

    # What is current

    @property
    def is_on(self) -> bool:
        """Whether the keys are those of the suggestions."""
        document = self._session.document
        return self._side.is_shown(self._panel) and document is not None and bool(document.pending)

    def _show(self) -> None:
        document = self._session.document
        pending = document.pending if document is not None else []
        if self._current is not None and row_in(pending, self._current.key) < 0:
            self._current = None
        if not pending and self._was_empty and document is self._panel.document:
            return  # after each edit of an article without suggestions: nothing is to be done
        self._was_empty = not pending
        self._panel.show_document(document)
        self._side.show_count(self._panel, len(pending))
        current = self._current if self.is_on else None
        self._view.show_suggestions(pending, current, self._fragments if current else ())
        self._panel.show_current(current.key if current else None, current.candidates if current else ())
        for name in ("accept_suggestion", "reject_suggestion"):
            self._actions[name].setEnabled(self.is_on)

    def _make_current(self, one: Suggestion | None) -> None:
        self._current, self._fragments = one, one.fragments if one is not None else ()
        if one is not None:
            self._view.show_place(one.start)
        self._show()

    def _choose(self, key: object) -> None:
        document = self._session.document
        row = row_in(document.pending, key) if document is not None else -1  # type: ignore[arg-type]
        if document is not None and row >= 0:
            self._make_current(document.pending[row])

    def _clicked(self, offset: int) -> None:
        if not self.is_on:
            return
        under = self._view.shown.boxes.at(offset)
        if under:
            before = [s.key for s in under].index(self._current.key) + 1 if self._current in under else 0
            self._make_current(under[before % len(under)])
        elif self._current is not None:
            self._current = None
            self._show()

    def _other_current(self, annotation_id: str) -> None:
        if annotation_id and self._current is not None:
            self._current = None
            self._show()

    def leave(self) -> bool:
        """No suggestion is current any more; whether one was."""
        was = self._current is not None
        self._current = None
        if was:
            self._show()
        return was

    def walk(self, *, forward: bool) -> None:
        """Go to the next or the previous suggestion that the list shows, round at the end."""
        shown = self._panel.model.shown
        if not shown:
            return
        if self._current is not None and self._current in shown:
            number = shown.index(self._current) + (1 if forward else -1)
        else:
            caret = self._view.selection.caret()
            number = next((n for n, s in enumerate(shown) if s.start >= caret), 0) - (0 if forward else 1)
        self._make_current(shown[number % len(shown)])

    def move_edge(self, unit: Unit, *, start: bool, step: int) -> bool:
        """Move an end of the current suggestion before it is accepted; whether there is one."""
        document = self._session.document
        if not self.is_on or self._current is None or document is None:
            return False
        made = moved(document.text, self._fragments, self._view.selection.caret(), unit, start=start, step=step)
        if made is not None:
            self._fragments = made
            self._show()
        return True

    def _reshaped(self, annotation_id: str, fragments: tuple[Span, ...]) -> None:
        if not annotation_id and self._current is not None:
            self._fragments = fragments
            self._show()

    # Judging

    def accept(self) -> None:
        """Accept the current suggestion, or those selected in the list."""
        selected = self._panel.selected() if self._panel.list.hasFocus() else []
        if len(selected) > 1:
            self._accept([Acceptance(s, *s.key) for s in selected])
        elif self._current is not None:
            self.accept_as(self._current.tag)
        else:
            self.walk(forward=True)

    def accept_as(self, tag: str) -> bool:
        """Accept the current suggestion with a tag; whether there is one."""
        if not self.is_on or self._current is None:
            return False
        one, candidate = self._current, self._panel.candidate
        if candidate is not None:
            one = one._replace(attributes=candidate)
        self._accept([Acceptance(one, tag, self._fragments)])
        return True

    def reject(self) -> None:
        """Reject the current suggestion, or those selected in the list."""
        selected = self._panel.selected() if self._panel.list.hasFocus() else []
        if len(selected) > 1:
            self._reject(selected)
        elif self._current is not None:
            self._reject([self._current])
        else:
            self.walk(forward=True)

    def _accept_shown(self) -> None:
        self._accept([Acceptance(s, *s.key) for s in self._panel.model.shown])

    def _reject_shown(self) -> None:
        self._reject(list(self._panel.model.shown))

    def _accept(self, chosen: Sequence[Acceptance]) -> None:
        following = self._following([one.suggestion for one in chosen])
        self._session.do(lambda: self._session.annotations.accept(chosen, then=lambda: self._go_on(following)))
        self._keys.hold_until_done()

    def _reject(self, suggestions: Sequence[Suggestion]) -> None:
        following = self._following(suggestions)
        self._session.do(lambda: self._session.annotations.reject(suggestions, then=lambda: self._go_on(following)))
        self._keys.hold_until_done()

    def _following(self, judged: Sequence[Suggestion]) -> list[Suggestion]:
        """The next few after these in the list, the nearest first."""
        gone, shown = {s.key for s in judged}, self._panel.model.shown
        if len(gone) == len(shown):
            return []
        last = max((row_in(shown, key) for key in gone), default=-1)
        around = chain(islice(shown, last + 1, None), islice(shown, last + 1))
        return list(islice((s for s in around if s.key not in gone), _NEXT))

    def _go_on(self, following: Sequence[Suggestion]) -> None:
        shown = self._panel.model.shown
        self._make_current(next((s for s in following if row_in(shown, s.key) >= 0), None))
        if self._current is None:
            self.hint.emit(self.tr("Every suggestion that was shown is judged. Ctrl+Z takes the last step back."))
