"""Buttons that show an icon or a tag's colour, a name and a key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.ui.appearance.icons import SIDE, paint_icon
from annotator.ui.appearance.sizes import px
from annotator.ui.theme import Theme, mixed

_PAD, _SWATCH, _GAP, _CHIP = 11, 10, 9, 18
"""At an interface size of 100 %, in pixels."""


class KeyButton(QAbstractButton):
    """A button for a command: an icon or a tag's swatch if it has one, its text, and its key in a chip."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        tag: str = "",
        icon: str = "",
        key: str = "",
        flat: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tag = tag
        self._icon = icon
        self._key = key
        self._flat = flat
        self._primary = False
        self._sized_for: str | None = None
        self._size = QSize()
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{text}, {key}" if key else text)

    def act(self, action: QAction) -> None:
        """Do what ``action`` does, and be enabled with it."""
        self.clicked.connect(action.trigger)
        if self._key:
            action.changed.connect(lambda: self._show_key(action))
            self._show_key(action)
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)

    def _show_key(self, action: QAction) -> None:
        """Show the key that the person has given the command."""
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if key != self._key:
            self._key = key
            self.setAccessibleName(f"{self.text()}, {key}")
            self._sized_for = None
            self.updateGeometry()
            self.update()

    def set_primary(self) -> None:
        """Stand out: this is what the work leads to."""
        self._primary = True
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        text = self.text()
        if self._sized_for != text:  # layouts ask some forty times for each button
            self._sized_for, self._size = text, self._measure()
        return self._size

    def _measure(self) -> QSize:
        metrics = self.fontMetrics()
        parts = [self._mark_width(), metrics.horizontalAdvance(self.text())]
        parts += [self._chip_width()] if self._key else []
        parts = [part for part in parts if part]
        width = 2 * px(_PAD) + sum(parts) + px(_GAP) * (len(parts) - 1)
        return QSize(width, max(px(31), metrics.height() + px(13)))

    def _mark_width(self) -> int:
        """The width of what stands before the text, 0 if nothing does."""
        return px(_SWATCH) if self._tag else px(SIDE) if self._icon else 0

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _chip_width(self) -> int:
        font = self.font()
        font.setPixelSize(px(11))
        return max(px(16), QFontMetrics(font).horizontalAdvance(self._key) + px(9))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.EnabledChange):
            self._sized_for = None
            self.updateGeometry()
            self.update()

    def _ground(self, *, lit: bool) -> str:
        if self._primary and self.isEnabled():
            return mixed(self._theme.accent, self._theme.text, 0.88).name() if lit else self._theme.accent
        return self._theme.chosen if lit else self._theme.panel

    def _edge(self, *, on: bool) -> str:
        if self.hasFocus():
            return self._theme.text if self._primary else self._theme.accent
        if self._primary and self.isEnabled():
            return self._theme.accent
        return self._theme.panel if self._flat and not on else self._theme.border

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked() or self.isDown()
        if not self._flat or on or self.underMouse() or self.hasFocus():
            edge = self._edge(on=on)
            painter.setPen(QPen(QColor(edge), 1))
            hover = self.underMouse() and self.isEnabled()
            painter.setBrush(QColor(self._ground(lit=on or hover)))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        ink = (theme.on_accent if self._primary else theme.text) if self.isEnabled() else theme.muted
        x = float(px(_PAD))
        middle = self.height() / 2
        mark = self._mark_width()
        if mark:
            self._paint_mark(painter, QRectF(x, round(middle - mark / 2), mark, mark), ink)
            x += mark + px(_GAP)
        painter.setPen(QColor(ink))
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text())
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(x, 0, width + 2, self.height()), vertical, self.text())
        if self._key:
            chip = QRectF(x + width + px(_GAP), middle - px(_CHIP) / 2, self._chip_width(), px(_CHIP))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if not self._flat:
                painter.setPen(QColor(theme.border))
                painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            font = painter.font()
            font.setPixelSize(px(11))
            painter.setFont(font)
            painter.setPen(QColor(theme.muted))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self._key)

    def _paint_mark(self, painter: QPainter, place: QRectF, ink: str) -> None:
        if self._icon:
            paint_icon(painter, self._icon, place, ink)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.color_of(self._tag) if self.isEnabled() else self._theme.border))
        painter.drawRoundedRect(place, px(3), px(3))
