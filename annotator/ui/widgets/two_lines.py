"""Two lines: how a row with a heading and what is said of it looks in a plain list; what is too long ends in “…”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.appearance.sizes import px

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_PAD, _SIDE = 5, 9
"""The room above and below the lines, and beside them, in pixels at 100 %."""


class TwoLines(QStyledItemDelegate):
    """Paints the text of an item up to the line end as a heading, and what follows in grey."""

    @classmethod
    def of(cls, view: QAbstractItemView) -> None:
        """Have the items of a view look so."""
        view.setItemDelegate(cls(view))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, 2 * option.fontMetrics.height() + 2 * px(_PAD))  # as wide as the list, whatever is in it

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        heading, _, about = str(index.data()).partition("\n")
        whole.text = ""
        widget: QWidget = whole.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, widget)
        place: QRect = whole.rect.adjusted(px(_SIDE), px(_PAD), -px(_SIDE), -px(_PAD))
        palette, height = whole.palette, whole.fontMetrics.height()
        painter.save()
        painter.setFont(whole.font)
        for text, role in ((heading, QPalette.ColorRole.Text), (about, QPalette.ColorRole.PlaceholderText)):
            painter.setPen(palette.color(role))
            elided = whole.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.TextFlag.TextSingleLine, elided)
            place.translate(0, height)
        painter.restore()
