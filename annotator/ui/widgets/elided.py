"""Elided text: labels and buttons that give up the end of their text before they move what is beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from annotator.ui.appearance.foreign_text import as_tip
from annotator.ui.appearance.sizes import px

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent

_LEAST = 24
"""How narrow their text may become, in pixels at 100 %."""


def _show_tip(widget: ElidedLabel | ElidedButton, event: QHelpEvent) -> bool:
    """Say all of an elided text, and what was to be said of it; whether there is anything to say."""
    from PySide6.QtWidgets import QToolTip

    full = as_tip(widget.text()) if widget.shown != widget.text() else ""
    tip = "<br>".join(filter(None, (full, widget.toolTip())))
    if tip:
        QToolTip.showText(event.globalPos(), tip, widget)
    return bool(tip)


class ElidedLabel(QLabel):
    """A label of one line."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    @property
    def shown(self) -> str:
        """As much of the text as there is room for."""
        width = self.contentsRect().width() + 1
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)

    def minimumSizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(px(_LEAST), hint.width()), hint.height())

    def event(self, event: QEvent) -> bool:
        is_tip = event.type() == QEvent.Type.ToolTip
        return (is_tip and _show_tip(self, cast("QHelpEvent", event))) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shown == self.text():
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import QStylePainter  # its enumerations are slow to make, and little is elided at first

        painter = QStylePainter(self)
        place, role = self.contentsRect(), self.foregroundRole()
        painter.drawItemText(place, self.alignment().value, self.palette(), self.isEnabled(), self.shown, role)


class ElidedButton(QPushButton):
    """A button with a text of one line; an ampersand in it is one."""

    def __init__(self, text: str = "", tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(as_tip(tip))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show another text; no letter of it becomes a shortcut."""
        super().setText(text)
        self.setShortcut(QKeySequence())

    def beside_text(self) -> int:
        """How much of the width is not for the text."""
        return super().sizeHint().width() - self._as_qt_measures(self.text() or "XXXX")

    def _as_qt_measures(self, text: str) -> int:
        """How wide Qt takes a text to be, for which an ampersand is no letter."""
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()

    def sizeHint(self) -> QSize:
        left_out = self.fontMetrics().horizontalAdvance(self.text()) - self._as_qt_measures(self.text())
        return super().sizeHint() + QSize(left_out, 0)

    @property
    def shown(self) -> str:
        """As much of the text as there is room for."""
        width = max(0, self.width() - self.beside_text()) + 1
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(px(_LEAST) + self.beside_text(), hint.width()), hint.height())

    def event(self, event: QEvent) -> bool:
        is_tip = event.type() == QEvent.Type.ToolTip
        return (is_tip and _show_tip(self, cast("QHelpEvent", event))) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shown == self.text() and "&" not in self.text():
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown.replace("&", "&&")  # type: ignore[attr-defined, unused-ignore]
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
