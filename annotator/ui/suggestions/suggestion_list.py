"""The list of suggestions: a model over those that are pending, and how a row looks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from annotator.model import Suggestion, SuggestionKey
from annotator.text.passages import quote_of
from annotator.ui.appearance.foreign_text import as_tip, beginning, one_line
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.theme import Theme
from annotator.ui.session.tag_set import TagSet
from annotator.ui.widgets.row_painting import paint_ground, paint_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from annotator.ui.session.document import Document

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole
_SHOWN = 200
_START = attrgetter("start")


class Picked(NamedTuple):
    """Which suggestions are shown: of a tag, of a rule, of at least a score; "" and 0 for all."""

    tag: str = ""
    rule: str = ""
    score: float = 0.0

    def passes(self, suggestion: Suggestion) -> bool:
        """Whether a suggestion is one of them."""
        return (
            self.tag in ("", suggestion.tag)
            and self.rule in ("", suggestion.rule)
            and round(suggestion.score, 2) >= self.score
        )


def row_in(suggestions: Sequence[Suggestion], key: SuggestionKey) -> int:
    """Where a suggestion stands among others in the order of the text; -1 if it is none of them."""
    start = key[1][0][0]
    row = bisect_left(suggestions, start, key=_START)
    while row < len(suggestions) and suggestions[row].start == start:
        if suggestions[row].key == key:
            return row
        row += 1
    return -1


class SuggestionModel(QAbstractListModel):
    """The pending suggestions of a document by place, all of them or those that are picked."""

    def __init__(self, tags: TagSet, parent: QWidget) -> None:
        super().__init__(parent)
        self._tags = tags
        self._document: Document | None = None
        self._pending: Sequence[Suggestion] | None = None
        self._picked = Picked()
        self.shown: list[Suggestion] = []

    def show(self, document: Document | None) -> bool:
        """Show what is pending now; whether that is other than before."""
        pending = document.pending if document is not None else None
        if document is self._document and pending is self._pending:
            return False
        self._document, self._pending = document, pending
        self._refresh()
        return True

    def pick(self, picked: Picked) -> None:
        """Show only these."""
        if picked != self._picked:
            self._picked = picked
            self._refresh()

    def _refresh(self) -> None:
        self.beginResetModel()
        pending = self._pending or ()
        self.shown = list(pending) if self._picked == Picked() else list(filter(self._picked.passes, pending))
        self.endResetModel()

    def suggestion(self, index: Index) -> Suggestion | None:
        """The suggestion of a row."""
        return self.shown[index.row()] if index.isValid() and index.row() < len(self.shown) else None

    def row_of(self, key: SuggestionKey | None) -> QModelIndex:
        """The row of a suggestion; not valid if it is not shown."""
        row = row_in(self.shown, key) if key is not None else -1
        return self.index(row) if row >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.suggestion(index)
        if one is None or self._document is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            whole = one_line(quote_of(self._document.text, one.fragments)), f"{one.score:.0%} · {one.reason}"
            return "<br>".join(map(as_tip, whole))
        if role not in (_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        quote = beginning(quote_of(self._document.text, one.fragments), _SHOWN)
        if role == _ROLE:
            return one, quote, self._document.paragraphs.number_at(one.start)
        if role == Qt.ItemDataRole.DisplayRole:
            return quote
        said = QCoreApplication.translate("Suggestions", "Suggested %1: %2. %3, %4")
        parts = (self._tags.name_of(one.tag), quote, one.reason, f"{one.score:.0%}")
        for number, part in enumerate(parts, 1):
            said = said.replace(f"%{number}", part, 1)
        return said


class SuggestionDelegate(QStyledItemDelegate):
    """A dashed swatch, quote and paragraph; below them the score and the reason."""

    def __init__(self, theme: Theme, tags: TagSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self._tags = theme, tags

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one, quote, paragraph = index.data(_ROLE)
        theme = self.theme
        painter.save()
        rect: QRect = option.rect
        paint_ground(painter, option, theme, radius=0)
        inner = rect.adjusted(px(12), px(7), -px(12), -px(7))
        pen = painter.pen()
        pen.setColor(QColor(theme.color_of(self._tags.of(one.tag))))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRect(inner.left(), inner.top() + px(5), px(10), px(10)))
        where = f"¶{paragraph}"
        font = painter.font()
        font.setPixelSize(px(12))
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(where)
        paint_text(painter, QRect(inner.right() - width, inner.top(), width + 1, px(20)), where, theme.muted, size=12)
        line = QRect(inner.left() + px(22), inner.top(), inner.width() - px(32) - width, px(20))
        paint_text(painter, line, quote, theme.text)
        line.setRight(inner.right())
        paint_text(painter, line.translated(0, px(19)), f"{one.score:.0%} · {one.reason}", theme.muted, size=12)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.border))
        painter.restore()
