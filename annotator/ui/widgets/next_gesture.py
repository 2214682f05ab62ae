"""Next gesture: hears of the next thing that the person does, in whichever window of the program."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

_GESTURES = {
    *(QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod),
    *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin, QEvent.Type.Drop),
}
"""What a person begins something with. A key that is a command comes as ShortcutOverride alone."""

_HELD = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
"""Keys that do nothing by themselves."""


class NextGesture(QObject):
    """Listens to the whole application, but only from ``wait`` on until it has heard."""

    made = Signal()
    """The person began to do something."""

    def wait(self) -> None:
        """Listen from now on."""
        self._application().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _GESTURES and not (isinstance(event, QKeyEvent) and event.key() in _HELD):
            self.stop()
            self.made.emit()
        return False

    def stop(self) -> None:
        """Listen no more."""
        self._application().removeEventFilter(self)

    def _application(self) -> QCoreApplication:
        application = QCoreApplication.instance()
        assert application is not None
        return application
