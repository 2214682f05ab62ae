"""A small panel over the text: type to filter, arrows to choose, Enter to take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from annotator.model import Tag
from annotator.text.folding import fold
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.swatches import SIDE, swatch_of
from annotator.ui.widgets.empty_state import EmptyState, Words

Index = QModelIndex | QPersistentModelIndex
_WIDTH, _ROWS, _ROW = 420, 9, 26
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def _no_words(_typed: str) -> str:
    return ""


class Choice(NamedTuple):
    """One thing to choose: what is asked for, what is shown, what stands at the right, and whose swatch it has."""

    id: str
    text: str
    aside: str = ""
    tag: Tag | None = None


def every_word(typed: str, text: str) -> bool:
    """Whether every word of ``typed`` stands in ``text``."""
    folded = fold(text)
    return all(word in folded for word in fold(typed).split())


class Choices(QAbstractListModel):
    """The choices that match what was typed: in the order they were given, those that begin with it first."""

    def __init__(self, parent: QObject, match: Callable[[str, str], bool]) -> None:
        super().__init__(parent)
        self._match = match
        self._all: Sequence[Choice] = ()
        self.shown: list[Choice] = []

    def offer(self, choices: Sequence[Choice], typed: str = "") -> None:
        """Offer these choices, filtered by what was typed."""
        self._all = choices
        self.filter(typed)

    def filter(self, typed: str) -> None:
        """Show only what matches ``typed``."""
        folded = fold(typed).strip()
        self.beginResetModel()
        self.shown = [c for c in self._all if self._match(typed, c.text)]
        if folded:
            self.shown.sort(key=lambda c: (not fold(c.text).startswith(folded), folded not in fold(c.text)))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.shown):
            return None
        choice = self.shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{choice.text}   {choice.aside}" if choice.aside else choice.text
        return swatch_of(choice.tag) if role == Qt.ItemDataRole.DecorationRole and choice.tag else None


class Picker(QFrame):
    """Floats at the upper edge of ``over``, until something is chosen, Esc is pressed, or work goes on elsewhere."""

    chosen = Signal(str)
    """The id of the choice that was taken."""

    closed = Signal()
    """It is gone, whether something was chosen or not, and the focus is to go back to where it was."""

    def __init__(self, over: QWidget, title: str, match: Callable[[str, str], bool] = every_word) -> None:
        super().__init__(over)
        self._over = over
        self._nothing: Callable[[str], str] = _no_words
        self.setObjectName("picker")
        self.setAccessibleName(title)
        self._title = QLabel(title)
        self._title.setObjectName("muted")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setAccessibleName(title)
        self.model = Choices(self, match)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(title)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = EmptyState(self.list, self._say_nothing, slim=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        for widget in (self._title, self.line, self.list):
            column.addWidget(widget)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._take)
        self.list.clicked.connect(lambda _: self._take())
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def open(self, title: str, choices: Sequence[Choice], nothing: Callable[[str], str] = _no_words) -> None:
        """Offer these choices, the first of them ready for Enter; ``nothing`` says why none is like what was typed."""
        self._title.setText(title)
        self._nothing = nothing
        self.line.clear()
        self.list.setIconSize(QSize(px(SIDE), px(SIDE)))
        self.model.offer(choices)
        self._choose_first()
        self._lie_over()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lie_over(self) -> None:
        """Be as high as what there is to choose from."""
        rows = min(_ROWS, self.model.rowCount()) or (2 if self.line.text() else 1)  # what was typed may be long
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), px(_ROW)) + 4)
        width = min(px(_WIDTH), self._over.width() - 16)
        self.setGeometry((self._over.width() - width) // 2, 8, width, self.sizeHint().height())

    def close_picker(self) -> bool:
        """Go away without a choice; whether it was there."""
        was_open = self.isVisible()
        if was_open:
            self.hide()
            self.closed.emit()
        return was_open

    def _say_nothing(self) -> Words:
        typed = self.line.text().strip()
        return Words(self._nothing(typed) or (self.tr("Nothing is called “%1”.").replace("%1", typed) if typed else ""))

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Be gone when the person is elsewhere; what it lies over may have to do with the choice."""
        if self.isVisible() and now is not None and now is not self._over and not self.isAncestorOf(now):
            self.hide()

    def _filter(self, typed: str) -> None:
        self.model.filter(typed)
        self._choose_first()
        self._lie_over()

    def _choose_first(self) -> None:
        self.list.setCurrentIndex(self.model.index(0))

    def _take(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.model.shown):
            choice = self.model.shown[row]
            self.close_picker()
            self.chosen.emit(choice.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self._move(event.key())
            return True
        return super().eventFilter(watched, event)

    def _move(self, key: int) -> None:
        page = max(1, self.list.viewport().height() // max(1, self.list.sizeHintForRow(0)))
        steps = dict(zip(_MOVES, (-1, 1, -page, page), strict=True))
        row = self.list.currentIndex().row() + steps[Qt.Key(key)]
        self.list.setCurrentIndex(self.model.index(max(0, min(self.model.rowCount() - 1, row))))
