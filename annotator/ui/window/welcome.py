"""The welcome page: what stands where the article would be while none is open: every way in, and a place to drop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.appearance.style_property import set_style_property

_WIDEST = 480


class Welcome(QWidget):
    """Blank until it greets: mostly an article is about to be opened."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = actions
        self._buttons: dict[str, QPushButton] = {}
        self.greets = False

    def _make(self) -> None:
        self.greets = True
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        column = QVBoxLayout(middle)
        column.setSpacing(14)
        column.addStretch(1)
        self._title, self._text = self._label("welcomeTitle"), self._label("welcomeText")
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(12)
        column.addWidget(self._make_drop())
        sample = self._button("sample", self.tr("Try the sample article"))
        sample.setObjectName("link")
        column.addWidget(sample, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def _make_drop(self) -> QFrame:
        """The place to drop, with the other ways in it."""
        self._drop = QFrame()
        self._drop.setObjectName("drop")
        grid = QGridLayout(self._drop)
        grid.setContentsMargins(24, 20, 24, 22)
        grid.setSpacing(10)
        said = self._label("muted")
        said.setText(self.tr("Drop files, folders or links here, or"))
        grid.addWidget(said, 0, 0, 1, 2)
        ways = (
            ("open", self.tr("Open file…")),
            ("open_folder", self.tr("Open folder…")),
            ("open_address", self.tr("Web address…")),
            ("paste_article", self.tr("Paste")),
        )
        for number, (name, text) in enumerate(ways):
            grid.addWidget(self._button(name, text), 1 + number // 2, number % 2)
        self._buttons["open"].setObjectName("primary")
        return self._drop

    def _label(self, name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _button(self, name: str, text: str) -> QPushButton:
        """A button that does what a command does, and says its keys."""
        button, action = QPushButton(text), self._actions[name]
        button.clicked.connect(action.trigger)
        button.setToolTip(action.toolTip() + f" ({keys})" if (keys := action.shortcut().toString()) else "")
        self._buttons[name] = button
        return button

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

    def show_drop(self, *, over: bool) -> None:
        """Say whether something that can be dropped is held over the window."""
        if self.greets:
            set_style_property(self._drop, "over", over)
