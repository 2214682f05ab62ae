"""Steady text: what is read stays where it is, as near as whole lines allow, when a strip above it comes or goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QMoveEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from annotator.ui.reading.view import ReadingView


class SteadyText(QObject):
    """Scrolls a page by as much as the widget that it is in is moved. At the beginning of the text it rests."""

    def __init__(self, page: ReadingView, moved: QWidget) -> None:
        super().__init__(page)
        self._page, self._before, self._after = page, 0, -1
        moved.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMoveEvent) and self._page.isVisible() and self._page.verticalScrollBar().value():
            down = event.pos().y() - event.oldPos().y()
            if down > 0:
                self._scroll_on(down)
            elif down < 0:
                self._scroll_back(-down)
        return False

    def _scroll_on(self, by: int) -> None:
        """The line that is nearest to the new upper edge becomes the first in sight."""
        page = self._page
        cursor = page.cursorForPosition(QPoint(page.viewport().width() // 2, by))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        line = page.cursorRect(cursor)
        if by - line.top() > line.height() / 2:
            cursor.movePosition(QTextCursor.MoveOperation.Down)
        self._before, self._after = page.scroll_position.first(), cursor.position()
        page.scroll_position.show_from(self._after)

    def _scroll_back(self, by: int) -> None:
        """Where it was before, unless somebody has scrolled since."""
        page, bar = self._page, self._page.verticalScrollBar()
        top = page.cursorForPosition(QPoint(page.viewport().width() // 2, 0))
        if page.scroll_position.first() == self._after:
            page.scroll_position.show_from(self._before)
        else:
            bar.setValue(max(0, bar.value() - round(by / max(1, page.cursorRect(top).height()))))
