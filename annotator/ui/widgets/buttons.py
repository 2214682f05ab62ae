"""Buttons that show an icon or a tag's colour, a name and a key."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.model import Tag
from annotator.ui.appearance.foreign_text import escape_markup
from annotator.ui.appearance.icons import SIDE, paint_icon
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.swatches import PALE
from annotator.ui.appearance.theme import Theme, mixed

_PAD, _SWATCH, _GAP, _CHIP = 11, 10, 9, 18
"""At an interface size of 100 %, in pixels."""

_WIDEST_NAME = 170
"""How wide a name may be, in pixels at 100 %; a longer one is elided and stands in the tool tip."""


class Parts(NamedTuple):
    """What of a button is shown besides its icon or swatch, when it is there at all."""

    name: bool = True
    key: bool = True
    there: bool = True


WHOLE, NAMED, KEYED, BARE, GONE = Parts(), Parts(key=False), Parts(name=False), Parts(False, False), Parts(there=False)


class KeyButton(QAbstractButton):
    """A button for a command: an icon or a tag's swatch if it has one, its text, and its key in a chip."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        tag: Tag | None = None,
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
        self.parts = WHOLE
        self._widths: dict[Parts, int] = {}
        self._least_height = 0
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_name(text)

    def setText(self, text: str) -> None:
        """Show another text, in as much room as it needs."""
        if text != self.text():
            super().setText(text)
            self._measure_anew()

    def set_name(self, name: str) -> None:
        """Be called so, whether the name is shown or not."""
        self.setAccessibleName(f"{name}, {self._key}" if self._key else name)
        self.setToolTip(f"<p>{escape_markup(name)} <b>{escape_markup(self._key)}</b></p>" if name else "")

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
            self.set_name(self.text())
            self._measure_anew()

    def set_primary(self) -> None:
        """Stand out: this is what the work leads to."""
        self._primary = True
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def show_parts(self, parts: Parts) -> None:
        """Show the name, the key, both or neither."""
        if parts != self.parts:
            self.parts = parts
            self.updateGeometry()
            self.update()

    @property
    def shown_name(self) -> str:
        """The name as far as it is shown."""
        return self.text() if self.parts.name else ""

    @property
    def drawn_name(self) -> str:
        """The name that is shown, with its end left out if there is more of it than there is room for."""
        if not self._is_long:  # a metric in whole pixels may be less than the name needs
            return self.shown_name
        return self.fontMetrics().elidedText(self.shown_name, Qt.TextElideMode.ElideRight, px(_WIDEST_NAME))

    @property
    def _is_long(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > px(_WIDEST_NAME)

    @property
    def shown_key(self) -> str:
        """The key as far as it is shown."""
        return self._key if self.parts.key else ""

    def sizeHint(self) -> QSize:
        if not self._least_height:  # layouts ask some hundred times for each button
            self._least_height = max(px(31), self.fontMetrics().height() + px(13))
        return QSize(self.width_of(self.parts), self._least_height)

    def width_of(self, parts: Parts) -> int:
        """How wide the button is with these parts."""
        if parts not in self._widths:
            self._widths[parts] = self._measure(parts)
        return self._widths[parts]

    def _measure(self, parts: Parts) -> int:
        name = self._name_width() if parts.name else 0
        key = self._chip_width() if parts.key and self._key else 0
        widths = [width for width in (self._mark_width(), name, key) if width]
        return 2 * px(_PAD) + sum(widths) + px(_GAP) * (len(widths) - 1)

    def _name_width(self) -> int:
        return min(px(_WIDEST_NAME), self.fontMetrics().horizontalAdvance(self.text()))

    def _measure_anew(self) -> None:
        self._widths.clear()
        self._least_height = 0
        self.updateGeometry()
        self.update()

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
            self._measure_anew()

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
        self._paint_parts(
            painter, (theme.on_accent if self._primary else theme.text) if self.isEnabled() else theme.muted
        )

    def _paint_parts(self, painter: QPainter, ink: str) -> None:
        x, middle = float(px(_PAD)), self.height() / 2
        if mark := self._mark_width():
            self._paint_mark(painter, QRectF(x, round(middle - mark / 2), mark, mark), ink)
            x += mark + px(_GAP)
        if name := self.shown_name:
            width = self._name_width()
            name = self.drawn_name
            painter.setPen(QColor(ink))
            painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            x += width + px(_GAP)
        if self.shown_key:
            self._paint_key(painter, QRectF(x, middle - px(_CHIP) / 2, self._chip_width(), px(_CHIP)))

    def _paint_key(self, painter: QPainter, chip: QRectF) -> None:
        if not self._flat:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._theme.border))
            painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        font = painter.font()
        font.setPixelSize(px(11))
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self._key)

    def _paint_mark(self, painter: QPainter, place: QRectF, ink: str) -> None:
        if self._icon:
            paint_icon(painter, self._icon, place, ink)
        elif self._tag:
            painter.setPen(Qt.PenStyle.NoPen)
            color = self._theme.color_of(self._tag)
            painter.setBrush(QColor(color) if self.isEnabled() else mixed(color, self._theme.panel, PALE))
            painter.drawRoundedRect(place, px(3), px(3))
