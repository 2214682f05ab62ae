"""Occurrence list: a model over what was found, each to be checked, and how a row looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.model import Article, Span, Tag
from annotator.text.passages import span_with_words
from annotator.ui.appearance.foreign_text import one_line
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.theme import theme_worn

if TYPE_CHECKING:
    from annotator.services.occurrences import Occurrence

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole

_SPOKEN = 36
"""How many characters of context are read out on either side."""

_TINT = 0.2
"""How much of its tag's colour is below a passage."""


class Occurrences(QAbstractListModel):
    """Occurrences, each with a check box; what is tagged already is left out unless it is asked for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[Occurrence] = []
        self._shown: list[Occurrence] = []
        self._unchecked: set[tuple[str, Span]] = set()
        self._several = False
        self.skips_tagged = True

    def show(self, found: list[Occurrence]) -> None:
        """Show these, all of them checked."""
        self._all, self._unchecked = found, set()
        self._several = len({article.id for article, _, _ in found}) > 1
        self.refresh()

    def refresh(self) -> None:
        """Show again what ``skips_tagged`` leaves."""
        self.beginResetModel()
        self._shown = [o for o in self._all if not (self.skips_tagged and o[2])]
        self.endResetModel()

    def check_all(self, *, checked: bool) -> None:
        """Check every row, or none."""
        self._unchecked = set() if checked else {(article.id, span) for article, span, _ in self._shown}
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def checked(self) -> list[tuple[Article, Span]]:
        """What is to be tagged."""
        return [(a, span) for a, span, _ in self._shown if (a.id, span) not in self._unchecked]

    @property
    def skipped(self) -> int:
        """How many are not shown because they are tagged already."""
        return len(self._all) - len(self._shown)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        checked = Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else Qt.ItemFlag(0)
        return super().flags(index) | checked

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        article, span, tagged = self._shown[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Unchecked if (article.id, span) in self._unchecked else Qt.CheckState.Checked
        if role not in (_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        titles = [one_line(article.title)] if self._several else []
        about = titles + ([self.tr("tagged")] if tagged else [])
        if role == _ROLE:
            return article.text, span, " · ".join(about)
        quote, context = one_line(article.text[slice(*span)]), _context(article.text, span)
        if role == Qt.ItemDataRole.DisplayRole:
            return context
        return ", ".join((f"{quote}: {context}", *about))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        article, span, _ = self._shown[index.row()]
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._unchecked.discard((article.id, span))
        else:
            self._unchecked.add((article.id, span))
        self.dataChanged.emit(index, index)
        return True


def _context(text: str, span: Span) -> str:
    """A passage with as many words around it as a screen reader says."""
    start, end = span
    return "".join(_pieces(text, span, span_with_words(text, span, lambda s, e: max(start - s, e - end) <= _SPOKEN)))


def _pieces(text: str, span: Span, around: Span) -> tuple[str, str, str]:
    """What stands before a passage, the passage and what stands after it on one line; where it is cut is “…”."""
    (start, end), (first, last) = span, around
    before = one_line(text[first:start] + "|")[:-1]
    after = one_line("|" + text[end:last])[1:]
    return "…" * (first > 0) + before, one_line(text[start:end]), after + "…" * (last < len(text))


class OccurrenceDelegate(QStyledItemDelegate):
    """Row: a check box and the passage, bold on its tag's tint, between as many whole words as there is room for.

    At the end stands in grey which article it is in, and whether it is tagged already.
    """

    def __init__(self, tag: Callable[[], Tag], parent: QWidget) -> None:
        super().__init__(parent)
        self._tag = tag

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + px(10))  # as wide as the list, whatever is in it

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        widget: QWidget = whole.widget
        style = widget.style()
        place: QRect = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, whole, widget)
        whole.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, widget)
        text, span, about = index.data(_ROLE)
        painter.save()
        painter.setFont(whole.font)
        painter.setPen(whole.palette.color(QPalette.ColorRole.PlaceholderText))
        width = min(whole.fontMetrics.horizontalAdvance(about), place.width() // 3)
        at_end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(place, at_end, whole.fontMetrics.elidedText(about, Qt.TextElideMode.ElideRight, width))
        gap = width + px(16) if about else 0
        right_to_left = whole.direction == Qt.LayoutDirection.RightToLeft
        place.adjust(gap if right_to_left else 0, 0, 0 if right_to_left else -gap, 0)
        self._paint_passage(painter, place, whole, text, span)
        painter.restore()

    def _paint_passage(
        self, painter: QPainter, place: QRect, option: QStyleOptionViewItem, text: str, span: Span
    ) -> None:
        """As one text, so that what is written from right to left is in its order."""
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        plain, strong = QFontMetricsF(option.font), QFontMetricsF(bold)

        def fits(start: int, end: int) -> bool:
            before, quote, after = _pieces(text, span, (start, end))
            return plain.horizontalAdvance(before + after) + strong.horizontalAdvance(quote) < place.width()

        before, quote, after = _pieces(text, span, span_with_words(text, span, fits))
        room = place.width() - plain.horizontalAdvance(before + after)
        quote = strong.elidedText(quote, Qt.TextElideMode.ElideRight, room)
        layout = QTextLayout(before + quote + after, option.font)
        wrapping = QTextOption()
        wrapping.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(wrapping)
        found = QTextLayout.FormatRange()
        found.start, found.length = (len(part.encode("utf-16-le")) // 2 for part in (before, quote))
        found.format = QTextCharFormat()
        found.format.setFont(bold)
        found.format.setForeground(option.palette.color(QPalette.ColorRole.Text))
        tint = QColor(theme_worn().color_of(self._tag()))
        tint.setAlphaF(_TINT)
        found.format.setBackground(tint)
        layout.setFormats([found])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(place.width())
        layout.endLayout()
        baseline = place.top() + (place.height() - plain.height()) / 2 + plain.ascent()
        layout.draw(painter, QPointF(place.left(), baseline - line.ascent()))  # another script's face may be higher
