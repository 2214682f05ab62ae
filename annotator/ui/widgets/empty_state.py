"""The empty state of a list: what it says in place of its rows, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QVBoxLayout, QWidget


class Words(NamedTuple):
    """What an empty list says. With ``button`` it offers to do something: ``act``."""

    text: str
    button: str = ""
    act: Callable[[], object] = lambda: None


class EmptyState(QWidget):
    """Lies over the rows of a list while there are none. ``words`` is asked each time that the list becomes empty.

    ``slim``: there is room for one row only. Where rows are hidden instead of taken out of the model, ``is_empty`` says
    whether none is left; ``refresh`` is to be called then.
    """

    def __init__(
        self,
        rows: QAbstractItemView,
        words: Callable[[], Words],
        is_empty: Callable[[], bool] | None = None,
        *,
        slim: bool = False,
    ) -> None:
        super().__init__(rows.viewport())
        self._rows, self._words, self._shown = rows, words, Words("")
        self._is_empty = is_empty or (lambda: not rows.model().rowCount())
        self.said = QLabel()
        self.said.setObjectName("muted")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._press)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(*((6, 5, 6, 5) if slim else (18, 22, 18, 18)))
        column.setSpacing(12)
        column.addWidget(self.said)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        rows.viewport().installEventFilter(self)
        model = rows.model()
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            signal.connect(self.refresh)
        self.refresh()

    def append(self, widget: QWidget) -> None:
        """Have something more below the button."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def refresh(self, *_: object) -> None:
        """Look again whether there is a row, and if there is none, what is to be said."""
        words = self._shown = self._words() if self._is_empty() else Words("")
        self._rows.setAccessibleDescription(words.text)
        self.setVisible(bool(words.text))
        if words.text:
            self.said.setText(words.text)
            self.button.setText(words.button)
            self.button.setVisible(bool(words.button))
            self.setGeometry(self._rows.viewport().rect())

    def _press(self) -> None:
        self._shown.act()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._rows.viewport().rect())
        return False
