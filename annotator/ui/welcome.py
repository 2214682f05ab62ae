"""What an empty library shows: one sentence and three ways in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class Welcome(QWidget):
    """Stands where the article would be. Blank until it greets: mostly an article is about to be opened."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = actions
        self.greets = False

    def _make(self) -> None:
        self.greets = True
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(14)
        self._title = QLabel()
        self._title.setObjectName("welcomeTitle")
        self._text = QLabel()
        self._text.setObjectName("welcomeText")
        self._text.setWordWrap(True)
        self._text.setFixedWidth(480)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignCenter)
        column.addSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(10)
        column.addLayout(row)
        self._buttons = {}
        for name, text in (
            ("open", self.tr("Open a file…")),
            ("paste_article", self.tr("Paste a text")),
            ("sample", self.tr("Try the sample article")),
        ):
            button = QPushButton(text)
            button.clicked.connect(self._actions[name].trigger)
            row.addWidget(button)
            self._buttons[name] = button
        self._buttons["open"].setObjectName("primary")

    def greet(self, *, empty: bool) -> None:
        """Say how to begin, or how to go on when there are articles and none is open."""
        if not self.greets:
            self._make()
        if empty:
            self._title.setText(self.tr("Take an article apart"))
            self._text.setText(
                self.tr(
                    "Open a news article and mark what it claims, who says so, whose pictures it shows and where it is."
                )
            )
        else:
            self._title.setText(self.tr("No article is open"))
            self._text.setText(self.tr("Choose one from the library on the left, or bring in another."))

    def take_focus(self) -> None:
        """Put the focus on the first way in."""
        self._buttons["open"].setFocus()
