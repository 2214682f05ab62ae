"""Elided text: labels and buttons that give up the end of their text before they move what is beside them."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

_LEAST = 28
"""How narrow they may become, in pixels."""

_MOST = 2_000
"""How many characters a tool tip shows."""


def as_tip(text: str) -> str:
    """A foreign text as a tool tip: Qt would take it for rich text if it looked like that."""
    return f"<qt>{html.escape(text[:_MOST])}</qt>" if text else ""


def _fit(widget: QLabel | QAbstractButton, full: str, tip: str, beside: int) -> None:
    """Show as much of ``full`` as there is room for, and all of it in the tool tip where that is not everything."""
    shown = widget.fontMetrics().elidedText(full, Qt.TextElideMode.ElideRight, max(0, widget.width() - beside))
    is_button = isinstance(widget, QAbstractButton)
    widget.setText(shown.replace("&", "&&") if is_button else shown)
    widget.setToolTip(as_tip("\n".join(filter(None, (full, tip)))) if shown != full else as_tip(tip))


class ElidedLabel(QLabel):
    """A label of one line. ``say`` changes its text; ``full`` is all of it."""

    def __init__(self, full: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.full = self._tip = ""
        self.say(full)

    def say(self, full: str, tip: str = "") -> None:
        """Show another text, and on it a tool tip."""
        self.full, self._tip = full, tip
        self._refit()
        self.updateGeometry()

    def _beside(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()

    def _refit(self) -> None:
        _fit(self, self.full, self._tip, self._beside())

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.full) + self._beside() + 2 if self.full else 0
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._refit()


class ElidedButton(QPushButton):
    """A button. ``say`` changes its text; ``full`` is all of it."""

    def __init__(self, full: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.full = self._tip = ""
        self.say(full)

    def say(self, full: str, tip: str = "") -> None:
        """Show another text, and on it a tool tip."""
        self.full, self._tip = full, tip
        self.setAccessibleName(full)
        self._refit()
        self.updateGeometry()

    def _beside(self) -> int:
        shown = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&") or "XXXX")  # as Qt does
        return super().sizeHint().width() - shown

    def _refit(self) -> None:
        _fit(self, self.full, self._tip, self._beside())

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self.full)
        return QSize(self._beside() + text + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST + self._beside(), self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()
