"""Presentation: the text of the article alone, large, on the whole screen, for a projector."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from annotator.ui.reading.view import ReadingView
    from annotator.ui.window.frame import Frame
    from annotator.ui.window.passing_hint import PassingHint

_ANY_HEIGHT = (1 << 24) - 1
"""Qt's own: no limit."""


class Presentation(QObject):
    """Hides what is around the text, and puts everything back as it was."""

    entered = Signal()
    """The text stands alone now: nothing else is to lie over it, and Esc leaves."""

    def __init__(self, window: Frame, view: ReadingView, findbar: QWidget) -> None:
        super().__init__(window)
        self._window, self._view, self._findbar = window, view, findbar
        self._hidden: list[QWidget] = []
        self._state = Qt.WindowState.WindowNoState
        self._first = self._caret = 0
        self.is_on = False
        window.session.document_changed.connect(self._show_document)
        for dock in (window.panes.library, window.panes.inspector):
            dock.visibilityChanged.connect(self._pane_shown)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {"present": self._toggle}

    @cached_property
    def hint(self) -> PassingHint:
        """What says how to leave, off the first lines of the text."""
        from annotator.ui.window.passing_hint import PassingHint

        return PassingHint(self._window.pages)

    def _say_how_to_leave(self) -> None:
        from PySide6.QtGui import QKeySequence

        keys = [
            self._window.actions_by_id[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            for name in ("present", "deselect")
        ]
        said = self.tr("%1 or %2 leaves the presentation") if all(keys) else self.tr("%1 leaves the presentation")
        for number, key in enumerate(filter(None, keys), 1):
            said = said.replace(f"%{number}", key)
        self.hint.say(said)

    def _toggle(self) -> None:
        if not self.leave():
            self.enter()

    def enter(self) -> None:
        """Show the text alone. The window is kept now as it is to come back, whatever becomes of the program."""
        window, view = self._window, self._view
        window.panes.keep(window.settings)
        self._state, self._first = window.windowState(), view.scroll_position.first()
        panes = window.panes
        around = (window.menuBar(), window.toolbar, panes.library, panes.inspector, window.status, self._findbar)
        self._hidden = [part for part in (*around, view.overview) if not part.isHidden()]
        for part in self._hidden:
            part.hide()
        window.notice.setMaximumHeight(0)  # what it says meanwhile waits there
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._caret = view.cursorWidth()
        view.setCursorWidth(0)
        window.look.present(on=True)
        window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
        view.scroll_position.show_from(self._first)
        view.setFocus()
        self.is_on = True
        self.entered.emit()
        self._say_how_to_leave()

    def leave(self) -> bool:
        """Put back what was hidden; whether anything was."""
        if not self.is_on:
            return False
        self.is_on = False
        self.hint.hide()
        window, view = self._window, self._view
        first = view.scroll_position.first()
        window.setWindowState(self._state)
        for part in self._hidden:
            part.show()
        window.notice.setMaximumHeight(_ANY_HEIGHT)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        view.setCursorWidth(self._caret)
        window.look.present(on=False)
        view.scroll_position.show_from(first)
        return True

    def _show_document(self) -> None:
        if self._window.session.document is None:
            self.leave()

    def _pane_shown(self, shown: bool) -> None:
        """Whoever asks for a pane has seen enough of the text alone."""
        if shown:
            self.leave()
