"""Hover: a button that moves from under the pointer stops looking hovered, and what comes below it begins to.

Qt looks what is under the pointer only when the mouse moves.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QCursor, QGuiApplication, QMouseEvent, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from annotator.ui.session.debouncer import Debouncer


class _Mooring(QObject):
    """Watches the button under the pointer, and all that it is in; goes with it."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._window = button.window().windowHandle()
        self._soon = Debouncer(self, 0, self._look)  # when everything is where it belongs
        part: QWidget | None = button
        while part is not None and not part.isWindow():
            part.installEventFilter(self)
            part = part.parentWidget()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._soon.start()
        return False

    def _look(self) -> None:
        """Tell the window where the pointer is, as if the mouse had moved."""
        place, held = QCursor.pos(), Qt.MouseButton.NoButton
        if QGuiApplication.mouseButtons() is held and QGuiApplication.topLevelAt(place) is self._window:
            here, modifiers = self._window.mapFromGlobal(place), QGuiApplication.keyboardModifiers()
            move = QMouseEvent(QEvent.Type.MouseMove, QPointF(here), QPointF(place), held, held, modifiers)
            QCoreApplication.sendEvent(self._window, move)


class Hover(QObject):
    """Knows which button is under the pointer, in whatever window of the program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._button: QAbstractButton | None = None
        self._mooring: _Mooring | None = None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._attend)
        self._attend(application.focusWindow())

    def _attend(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._follow(event)
        return False

    def _follow(self, event: QMouseEvent) -> None:
        under = QApplication.widgetAt(event.globalPosition().toPoint())
        if under is self._button:
            return
        if self._mooring is not None and isValid(self._mooring):  # it may have gone with its button
            self._mooring.deleteLater()
        self._button = under if isinstance(under, QAbstractButton) else None
        self._mooring = _Mooring(self._button) if self._button is not None else None
