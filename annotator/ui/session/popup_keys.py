"""Popup keys: while a menu, a list of choices or the like is open, keys are for it alone.

A menu leaves the focus where it is. The keys of the widget that keeps it would still be commands there, and change the
article behind the menu.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget


class PopupKeys(QObject):
    """Popup keys: hears when a popup opens from the widgets that have keys, and of keys only while one is open."""

    def __init__(self, widgets: Iterable[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            if event.type() == QEvent.Type.FocusOut and event.reason() == Qt.FocusReason.PopupFocusReason:
                _application().installEventFilter(self)
        elif event.type() == QEvent.Type.ShortcutOverride:
            if QApplication.activePopupWidget() is not None:
                event.accept()  # no shortcut: the key itself comes next, and goes to the popup
                return True
            _application().removeEventFilter(self)
        return False


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None
    return application
