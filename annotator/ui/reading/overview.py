"""Overview: beside the scroll bar a tick for each annotation, where it stands in the article, and where one reads."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.model import Annotation, Delta
from annotator.ui.appearance.theme import Theme, mixed
from annotator.ui.session.document import Document
from annotator.ui.session.tag_set import TagSet

WIDTH = 18
"""In pixels."""

_TICK = 2
_PAD = 4


class Overview(QWidget):
    """The overview: counts ticks by their height, so that a hundred thousand are painted as fast as ten."""

    asked = Signal(int)
    """The person pointed at this offset of the text."""

    def __init__(self, theme: Theme, tags: TagSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Overview of what is marked"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme, self._tags = theme, tags
        self._document: Document | None = None
        self._ticks: Counter[tuple[int, str]] = Counter()
        self._sight = (0, 0)
        self._counted = True
        self._picture: QPixmap | None = None
        """The ticks as they are painted; None while they are not."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.refresh()

    def refresh(self) -> None:
        """Paint the ticks anew."""
        self._picture = None
        self.update()

    def show_document(self, document: Document | None) -> None:
        """Show the ticks of another document, after it is painted itself."""
        self._document = document
        self._ticks.clear()
        self._counted = False
        self.refresh()

    def apply_change(self, delta: Delta) -> None:
        """Show what a change of the document did."""
        if delta.size > 1000:
            self._counted = False
            self.refresh()
            return
        touched: set[int] = set()
        for sign, records in ((-1, delta.removed), (1, delta.added)):
            for record in records:
                if isinstance(record, Annotation):
                    row = self._row(record.start)
                    self._ticks[row, record.tag] += sign
                    touched.add(row)
        if self._picture is not None:
            self._paint_again(self._picture, touched)
        self.update()

    def show_sight(self, first: int, last: int) -> None:
        """Say which stretch of the text is in sight."""
        if (first, last) != self._sight:
            self._sight = first, last
            self.update()

    def _row(self, offset: int) -> int:
        length = max(1, len(self._document.text)) if self._document is not None else 1
        return _PAD + offset * (self.height() - 2 * _PAD - _TICK) // length

    def _offset(self, y: int) -> int:
        length = len(self._document.text) if self._document is not None else 0
        room = max(1, self.height() - 2 * _PAD - _TICK)
        return max(0, min(length, (y - _PAD) * length // room))

    def _count_all(self) -> None:
        self._ticks.clear()
        if self._document is not None:
            length, room = max(1, len(self._document.text)), max(1, self.height() - 2 * _PAD - _TICK)
            rows = range(room + 2)
            for tag, starts in self._document.starts.items():  # far more than rows: so where a row begins is looked for
                places = [bisect_left(starts, -(-row * length // room)) for row in rows]
                counts = {(_PAD + row, tag): b - a for row, (a, b) in enumerate(pairwise(places)) if b > a}
                self._ticks.update(counts)
        self._counted = True
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._counted = False
        self.refresh()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), QColor(theme.paper))
        painter.fillRect(0, 0, 1, self.height(), QColor(theme.border))
        if self._document is None:
            return
        first, last = (self._row(place) for place in self._sight)
        sight = QRect(1, first, self.width() - 1, max(6, last - first + _TICK))
        painter.fillRect(sight, mixed(theme.text, theme.paper, 0.07))
        if not self._counted:  # the text comes first; the ticks follow when it is painted
            QTimer.singleShot(0, self, self._count_all)
            return
        if self._picture is None:
            self._picture = self._painted()
        painter.drawPixmap(0, 0, self._picture)

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap((QSizeF(self.size()) * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._paint_ticks(painter, self._ticks)
        painter.end()
        return picture

    def _paint_again(self, picture: QPixmap, rows: Iterable[int]) -> None:
        """Paint a few rows anew: a long article has thousands."""
        painter = QPainter(picture)
        for row in rows:
            part = QRect(0, row, self.width(), _TICK)
            painter.setClipRect(part)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(part, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            near = range(row - _TICK + 1, row + _TICK)
            self._paint_ticks(painter, [(r, tag.id) for r in near for tag in self._tags.all])
        painter.end()

    def _paint_ticks(self, painter: QPainter, keys: Iterable[tuple[int, str]]) -> None:
        """Paint those of these ticks that there are, each tag a little further right, so that colour is not alone."""
        rows: dict[str, list[int]] = {}
        for row, id_ in keys:
            if self._ticks[row, id_] > 0:
                rows.setdefault(id_, []).append(row)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, tag in enumerate(self._tags.all):
            painter.setBrush(QColor(self._theme.color_of(tag)))
            painter.drawRects([QRect(3 + 2 * min(place, 4), row, 6, _TICK) for row in rows.get(tag.id, ())])

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._document is not None:
            paragraph = self._document.paragraphs.number_at(self._offset(event.pos().y()))
            QToolTip.showText(event.globalPos(), self.tr("Paragraph %1").replace("%1", str(paragraph)), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ask(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(event.position().toPoint())

    def _ask(self, place: QPoint) -> None:
        if self._document is not None:
            self.asked.emit(self._offset(place.y()))
