"""The list of annotations: a model over the open document, however many there are, and how a row looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.model import TAGS, Annotation
from annotator.ui.document import Document
from annotator.ui.rows import one_line, paint_ground, paint_swatch, paint_text
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole
_NAMES = {tag.id: tag.name for tag in TAGS}
_ROW = 53
_QUOTE_SHOWN = 200


class AnnotationModel(QAbstractListModel):
    """The annotations of a document by place, all of them or those of one tag."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._shown: list[Annotation] = []
        self._tag = ""
        self.counts: dict[str, int] = {}

    def show(self, document: Document | None) -> None:
        """Show another document."""
        self._document = document
        self.refresh()

    def filter(self, tag: str) -> None:
        """Show only the annotations of this tag; of every tag with ""."""
        self._tag = tag
        self.refresh()

    def refresh(self) -> None:
        """Read the document again: it is the order of its index, so there is nothing to sort."""
        in_order = self._document.in_order() if self._document is not None else []
        self.counts = {tag.id: 0 for tag in TAGS}
        for annotation in in_order:
            self.counts[annotation.tag] += 1
        shown = [a for a in in_order if a.tag == self._tag] if self._tag else in_order
        if [a.id for a in shown] == [a.id for a in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self._replace(shown)

    def _replace(self, shown: list[Annotation]) -> None:
        """Go from one list to the other; where one row came or went, say only that, so that the view stays put."""
        before, after = [a.id for a in self._shown], [a.id for a in shown]
        same = 0
        while same < min(len(before), len(after)) and before[same] == after[same]:
            same += 1
        if after[same + 1 :] == before[same:] and len(after) == len(before) + 1:
            self.beginInsertRows(QModelIndex(), same, same)
            self._shown = shown
            self.endInsertRows()
        elif before[same + 1 :] == after[same:] and len(before) == len(after) + 1:
            self.beginRemoveRows(QModelIndex(), same, same)
            self._shown = shown
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def annotation(self, index: Index) -> Annotation | None:
        """The annotation of a row."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def row_of(self, annotation_id: str) -> QModelIndex:
        """The row of an annotation; not valid if it is not shown."""
        for row, annotation in enumerate(self._shown):
            if annotation.id == annotation_id:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        annotation = self.annotation(index)
        if annotation is None or self._document is None:
            return None
        if role == _ROLE:
            return annotation, self._document.paragraphs.number_at(annotation.start)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(annotation.quote[:_QUOTE_SHOWN])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_NAMES[annotation.tag]}: {one_line(annotation.quote[:_QUOTE_SHOWN])}. {annotation.note}"
        return None


class AnnotationDelegate(QStyledItemDelegate):
    """Swatch, quote and paragraph; below them the tag's name and the note."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        annotation, paragraph = index.data(_ROLE)
        theme = self.theme
        painter.save()
        rect: QRect = option.rect
        paint_ground(painter, option, theme, radius=0)
        inner = rect.adjusted(12, 7, -12, -7)
        paint_swatch(painter, theme.tags[annotation.tag], inner.left(), inner.top() + 10, 10)
        where = f"¶{paragraph}"
        font = painter.font()
        font.setPixelSize(12)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(where)
        paint_text(painter, QRect(inner.right() - width, inner.top(), width + 1, 20), where, theme.muted, size=12)
        line = QRect(inner.left() + 22, inner.top(), inner.width() - 22 - width - 10, 20)
        paint_text(painter, line, one_line(annotation.quote[:_QUOTE_SHOWN]), theme.text)
        below = [_NAMES[annotation.tag], one_line(annotation.note[:_QUOTE_SHOWN])]
        line.setRight(inner.right())
        paint_text(painter, line.translated(0, 19), " · ".join(filter(None, below)), theme.muted, size=12)
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
