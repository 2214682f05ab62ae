"""What the rows of both lists have in common: their ground and their swatches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from annotator.ui.appearance.icons import paint_icon
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.theme import Theme, mixed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem


class RowList(QTableView):
    """A list of rows painted by a delegate, each of one height unless somebody gives them others.

    A table of one column: unlike QListView it does not ask for every row again when one comes or goes, which with
    100,000 rows would hold the window up.
    """

    row_chosen = Signal(QModelIndex)
    """A person chose this row, by mouse or by key.

    Qt's own signals of the selection are no such sign: a row that goes away makes its neighbour the current one.
    """

    menu_requested = Signal(QPoint)
    """A menu for the selected rows is asked for at this global point."""

    def __init__(self, name: str, model: QAbstractItemModel, row: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setModel(model)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.keeps = True
        """Whether the row that has the keyboard stays in sight; not where the person has scrolled elsewhere."""
        self.selectionModel().currentChanged.connect(self._current_changed)  # the list has brought it into sight
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self.keep_current)
        self._row = row
        self._set_row_height()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_requested.emit(self.viewport().mapToGlobal(place))
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self._tell_chosen(QModelIndex())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        before = self._chosen()
        super().mouseMoveEvent(event)
        self._tell_chosen(before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self._chosen()
        super().keyPressEvent(event)
        self._tell_chosen(before)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row, for there is but one column."""
        rows = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self.model().rowCount() - 1,
        }
        return self.model().index(rows[action], 0) if action in rows else super().moveCursor(action, modifiers)

    def _chosen(self) -> QModelIndex:
        """The row that has the keyboard, if it is selected."""
        row = self.currentIndex()
        return row if self.selectionModel().isSelected(row) else QModelIndex()

    def _tell_chosen(self, before: QModelIndex) -> None:
        row = self._chosen()
        if row.isValid() and row != before:
            self.row_chosen.emit(row)

    def _set_row_height(self) -> None:
        self.verticalHeader().setMinimumSectionSize(px(self._row) // 2)
        self.verticalHeader().setDefaultSectionSize(px(self._row))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_row_height()

    def keep_current(self) -> None:
        """The list or its rows have another size, or there are others: what was made current before comes in now."""
        if self.keeps:
            self.scrollTo(self._chosen())

    def _current_changed(self, current: QModelIndex) -> None:
        self.keeps = self.keeps or current.isValid()

    def _scrolled(self) -> None:
        place = self.visualRect(self._chosen())
        self.keeps = place.isValid() and place.intersects(self.viewport().rect())

    def show_row(self, row: QModelIndex) -> None:
        """Select a row and bring it into sight, without anybody hearing of it; none if it is not valid."""
        selection = self.selectionModel()
        if row == selection.currentIndex() and (not row.isValid() or selection.isSelected(row)):
            return
        selection.blockSignals(True)
        if row.isValid():
            selection.setCurrentIndex(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.keeps = True
            self.scrollTo(row)
        else:
            selection.clear()
        selection.blockSignals(False)
        self.viewport().update()


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme, *, radius: int) -> None:
    """Paint a row's ground: chosen, under the pointer, and where the keyboard is."""
    from PySide6.QtWidgets import QStyle  # its enumerations are slow to make, and no row is in the first paint

    rect = QRectF(option.rect)
    state = option.state
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(theme.chosen))
        painter.drawRoundedRect(rect, radius, radius)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(mixed(theme.text, theme.panel, 0.05))
        painter.drawRoundedRect(rect, radius, radius)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(theme.accent), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def paint_swatch(painter: QPainter, color: str, left: int, middle: float, size: int) -> None:
    """Paint a tag's colour as a small rounded square; ``size`` is that at an interface size of 100 %."""
    size = px(size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(QRectF(left, middle - size / 2, size, size), 3, 3)


def paint_text(
    painter: QPainter, rect: QRect, text: str, color: str, *, size: int = 13, bold: bool = False, icon: str = ""
) -> int:
    """Paint one line of text, elided at its end, after an icon; ``size`` is that at an interface size of 100 %.

    Returns where it ends.
    """
    if icon:
        side = px(size + 1)
        paint_icon(painter, icon, QRectF(rect.left(), round(rect.center().y() - side / 2 + 1), side, side), color)
        rect = rect.adjusted(side + px(5), 0, 0, 0)
    font = painter.font()
    font.setPixelSize(px(size))
    font.setWeight(font.Weight.DemiBold if bold else font.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(color))
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
    return rect.left() + painter.fontMetrics().horizontalAdvance(elided)


def paint_found(painter: QPainter, rect: QRect, text: str, theme: Theme) -> None:
    """Paint a passage in which what was found stands between two marks, with a ground below it."""
    from annotator.queries.article_query import END, START

    font = painter.font()
    font.setPixelSize(px(12))
    font.setWeight(font.Weight.Normal)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    x = rect.left()
    for number, piece in enumerate(text.replace(END, START).split(START)):
        width = min(metrics.horizontalAdvance(piece), rect.right() - x)
        if width <= 0:
            continue
        place = QRect(x, rect.top(), width, rect.height())
        if number % 2:
            painter.fillRect(place.adjusted(0, 3, 0, -3), QColor(theme.found))
        ink = theme.text if number % 2 else theme.muted
        shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, width + 1)
        paint_text(painter, place.adjusted(0, 0, 2, 0), shown, ink, size=12)
        x += width
