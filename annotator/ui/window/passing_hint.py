"""Passing hint: a quiet sentence in the lower corner of what it lies over, which goes by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui.session.debouncer import Debouncer
from annotator.ui.widgets.announcement import announce

_STAYS = 6000
"""How long, in milliseconds, it is shown."""

_GAP = 16


class PassingHint(QLabel):
    """Takes neither focus nor clicks."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("toast")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(12, 6, 12, 6)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = over
        self._pause = Debouncer(self, _STAYS, self.hide)
        over.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence for some seconds."""
        self.setText(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        announce(self, text)
        self._pause.start()

    def _place(self) -> None:
        self.move(self._over.width() - self.width() - _GAP, self._over.height() - self.height() - _GAP)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
