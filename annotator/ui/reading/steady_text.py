"""Steady text: what is read stays where it is when a strip above it comes or goes, as far as scrolling can do that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QMoveEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.reading.view import ReadingView


class SteadyText(QObject):
    """Steadying: a page is scrolled by as much as the widget it is in is moved, the rest of a line as a gap above.

    The beginning of a text in which nobody has done anything rests: its title stays in sight.
    """

    def __init__(self, page: ReadingView, moved: QWidget) -> None:
        super().__init__(page)
        self._page = page
        moved.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMoveEvent) and self._page.isVisible():
            self._hold(event.pos().y() - event.oldPos().y(), is_below=event.pos().y() > 0)
        return False

    def _hold(self, down: int, *, is_below: bool) -> None:
        """Go on by whole lines and leave a gap for the rest; without a strip above, to the nearest line."""
        page, bar = self._page, self._page.verticalScrollBar()
        cursor = page.cursorForPosition(page.viewport().rect().center())
        place = page.cursorRect(cursor).top() + page.set_gap(0) - down
        if not (bar.value() or page.selection.caret() or page.current):
            return
        while page.cursorRect(cursor).top() > place and bar.value() < bar.maximum():
            bar.setValue(bar.value() + 1)
        near = place if is_below else place - page.cursorRect(cursor).height() // 2
        while page.cursorRect(cursor).top() < near and bar.value():
            bar.setValue(bar.value() - 1)
        if is_below:
            if page.cursorRect(cursor).top() > place:
                bar.setValue(bar.value() + 1)
            page.set_gap(max(0, place - page.cursorRect(cursor).top()))
