"""Tag bar: a small bar beside a mouse selection: the four tags, within reach of the hand that selected."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.model import TAGS, Tag
from annotator.ui.appearance.theme import Theme
from annotator.ui.session.tag_set import TagSet
from annotator.ui.widgets.buttons import KeyButton
from annotator.ui.widgets.flow import Flow

_SHADOW = 6


class TagBar(QWidget):
    """The tag bar: it floats over the reading view's viewport; its buttons do what the keys do."""

    def __init__(self, viewport: QWidget, actions: dict[str, QAction], theme: Theme, tags: TagSet) -> None:
        super().__init__(viewport)
        self.setAccessibleName(self.tr("Tag the selection"))
        self._viewport = viewport
        self._theme, self._tags = theme, tags
        row = self._row = Flow(self)
        row.setContentsMargins(_SHADOW + 3, _SHADOW + 2, _SHADOW + 3, _SHADOW + 2)
        row.setSpacing(1)
        self._buttons: list[KeyButton] = []
        self._actions = actions
        for tag in TAGS:
            self._add(tag)
        self.hide()

    def _add(self, tag: Tag) -> None:
        button = KeyButton(tag.name, self._theme, tag=tag, key=tag.key, flat=True)
        button.act(self._actions[f"tag_{tag.id}"])
        button.clicked.connect(self.hide)
        self._row.addWidget(button)
        self._buttons.append(button)

    def show_own_tags(self) -> None:
        """Have a button for each tag of the person's own, after those of the four."""
        for button in self._buttons[len(TAGS) :]:
            self._row.removeWidget(button)
            button.deleteLater()
        del self._buttons[len(TAGS) :]
        for tag in self._tags.own:
            self._add(tag)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for button in self._buttons:
            button.set_theme(theme)

    def show_beside(self, end: QRect) -> None:
        """Appear below the end of the selection, or above it where there is no room."""
        room = self._viewport.rect()
        width = min(self._row.width_of_one_line(), room.width())
        self.resize(width, self._row.heightForWidth(width))
        x = max(0, min(end.left() - self.width() // 2, room.width() - self.width()))
        y = end.bottom() + 2
        if y + self.height() > room.height():
            y = end.top() - self.height() - 2
        self.move(x, max(0, y))
        self.show()
        self.raise_()

    def close_bar(self) -> bool:
        """Go away; whether it was there."""
        was_open = self.isVisible()
        self.hide()
        return was_open

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW - 2, -_SHADOW, -_SHADOW - 2)
        for spread in range(_SHADOW):
            painter.setPen(QColor(0, 0, 0, 9 - spread))
            painter.drawRoundedRect(body.adjusted(-spread, 2 - spread, spread, 2 + spread), 7 + spread, 7 + spread)
        painter.setPen(QColor(self._theme.border))
        painter.setBrush(QColor(self._theme.panel))
        painter.drawRoundedRect(body, 7, 7)
