"""Presentation: the text of the article alone, large, on the whole screen, for a projector."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from annotator.ui.reading.view import ReadingView
    from annotator.ui.window.frame import Frame

_ANY_HEIGHT = (1 << 24) - 1
"""Qt's own: no limit."""


class Presentation(QObject):
    """Hides what is around the text, and puts everything back as it was."""

    def __init__(self, window: Frame, view: ReadingView, findbar: QWidget) -> None:
        super().__init__(window)
        self._window, self._view, self._findbar = window, view, findbar
        self._hidden: list[QWidget] = []
        self._state = Qt.WindowState.WindowNoState
        self._first = 0
        self.is_on = False
        window.session.document_changed.connect(self._show_document)
        for dock in (window.panes.library, window.panes.inspector):
            dock.visibilityChanged.connect(self._pane_shown)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {"present": self._toggle}

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
        window.look.present(on=True)
        window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
        view.scroll_position.show_from(self._first)
        view.setFocus()
        self.is_on = True

    def leave(self) -> bool:
        """Put back what was hidden; whether anything was."""
        if not self.is_on:
            return False
        self.is_on = False
        window, view = self._window, self._view
        first = view.scroll_position.first()
        window.setWindowState(self._state)
        for part in self._hidden:
            part.show()
        window.notice.setMaximumHeight(_ANY_HEIGHT)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
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
