"""Find bar: every match is shown, and the next and the previous one are a key away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.model import Span
from annotator.text.search import MOST, BadQuery, Query, find
from annotator.ui.appearance.sizes import px
from annotator.ui.reading.view import ReadingView
from annotator.ui.session.latest_job import Answered, Failed, Hold, LatestJob
from annotator.ui.session.session import Session
from annotator.ui.session.worker import Worker
from annotator.ui.widgets.elided import ElidedLabel
from annotator.ui.widgets.flow import Flow
from annotator.ui.widgets.icon_button import IconButton

_PAUSE = 60


class FindBar(QFrame):
    """The bar below the text that finds: it searches on a thread of its own while the person types."""

    tag_all_wanted = Signal(Query)
    """Everything that was found is to be tagged."""

    def __init__(self, session: Session, view: ReadingView, hold: Hold) -> None:
        super().__init__()
        self.setObjectName("find")
        self._session, self._view = session, view
        self._matches: list[Span] = []
        self._found: LatestJob[list[Span] | str] = LatestJob(self._find, self._show, hold, self, pause=_PAUSE)
        self._lane: Worker | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Find in this article…"))
        self.line.setAccessibleName(self.tr("Find in this article"))
        self.line.setClearButtonEnabled(True)
        self.case = self._toggle("Aa", self.tr("Match case"))
        self.words = self._toggle("W", self.tr("Whole words"))
        self.pattern = self._toggle(".*", self.tr("Regular expression"))
        self.said = ElidedLabel()
        self.said.setObjectName("muted")
        self.said.setMinimumWidth(px(64))
        back = self._make(IconButton("arrow-up"), self.tr("Previous match (Shift+F3)"), lambda: self.step(-1))
        on = self._make(IconButton("arrow-down"), self.tr("Next match (F3)"), lambda: self.step(1))
        self.tag_all = QPushButton(self.tr("Tag all…"))
        self.tag_all.clicked.connect(lambda: self.tag_all_wanted.emit(self.query()))
        close = self._make(IconButton("close"), self.tr("Close (Esc)"), self.close_bar)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        lines = Flow(self)
        lines.setContentsMargins(12, 6, 8, 6)
        lines.setSpacing(4)
        for widget in (self.line, _side_by_side(self.case, self.words, self.pattern)):
            lines.addWidget(widget)
        for widget in (self.said, _side_by_side(back, on), self.tag_all, close):
            lines.addWidget(widget)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(lambda _: self._found.ask_soon())
        session.document_changed.connect(self._document_changed)
        self.hide()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {"find": self.open, "find_next": lambda: self.step(1), "find_previous": lambda: self.step(-1)}

    def _toggle(self, text: str, what: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        return self._make(button, what, self._found.ask)

    def _make(self, button: QToolButton, what: str, act: Callable[[], object]) -> QToolButton:
        button.setToolTip(what)
        button.setAccessibleName(what)
        button.setAutoRaise(True)
        button.clicked.connect(lambda _=False: act())
        return button

    def open(self) -> None:
        """Show the bar, with what is selected in it if that is in one line."""
        document, span = self._session.document, self._view.selection.made()
        if document is None:
            return
        words = document.text[slice(*span)] if span is not None else ""
        if words and "\n" not in words and len(words) <= 200:
            self.line.setText(words)
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self._found.ask()

    def close_bar(self) -> bool:
        """Go away and forget what was found; whether it was there."""
        was_open = self.isVisible()
        self._matches = []
        self._found.drop()
        self._view.show_matches([])
        self.hide()
        if was_open:
            self._view.setFocus()
        return was_open

    def shut(self) -> None:
        """End the thread."""
        if self._lane is not None:
            self._lane.shut()

    def query(self) -> Query:
        """What is looked for."""
        return Query(self.line.text(), self.case.isChecked(), self.words.isChecked(), self.pattern.isChecked())

    def _document_changed(self) -> None:
        self._matches = []
        self._view.show_matches([])
        if self.isVisible():
            self._found.ask()

    def _find(self, answered: Answered[list[Span] | str], failed: Failed) -> None:
        document = self._session.document
        if document is None or not self.isVisible():
            failed()
            return
        text, query = document.text, self.query()
        if self._lane is None:
            self._lane = Worker("find", self)

        def work() -> list[Span] | str:
            try:
                return find(text, query)
            except BadQuery as bad:
                return str(bad)

        self._lane.run(work, answered, failed=failed)

    def _show(self, result: list[Span] | str) -> None:
        self._matches = result if isinstance(result, list) else []
        self._view.show_matches(self._matches)
        self.tag_all.setEnabled(bool(self._matches))
        if isinstance(result, str):
            self.said.setText(result)
        elif not result:
            self.said.setText(self.tr("No match") if self.line.text() else "")
        else:
            place = self._next_from(self._view.selection.caret(), 1)
            if self.line.hasFocus():
                self._view.bring_into_sight(self._matches[place])
            self._say(place)

    def _say(self, place: int) -> None:
        many = f"{len(self._matches)}+" if len(self._matches) == MOST else str(len(self._matches))
        self.said.setText(self.tr("%1 of %2").replace("%1", str(place + 1)).replace("%2", many))

    def _next_from(self, offset: int, step: int) -> int:
        """The number of the first match from ``offset`` on, or of the last one before it with ``step`` -1."""
        from bisect import bisect_left

        i = bisect_left(self._matches, (offset, 0))
        return (i if step > 0 else i - 1) % len(self._matches)

    def step(self, step: int) -> None:
        """Select the next match, or with -1 the previous one, going round at the ends."""
        if self.isVisible():
            self._found.then(lambda: self._step(step))
        else:
            self.open()

    def _step(self, step: int) -> None:
        if not self._matches:
            return
        here = self._view.selection.made() or (self._view.selection.caret(), self._view.selection.caret())
        place = self._next_from(here[0] + (here[1] > here[0]) if step > 0 else here[0], step)
        self._view.bring_into_sight(self._matches[place])
        self._view.selection.select(self._matches[place])
        self._say(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter selects a match, ready for a digit, with Ctrl all; the arrows walk on while the typing goes on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter(event.modifiers())
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _enter(self, held: Qt.KeyboardModifier) -> None:
        if held & Qt.KeyboardModifier.ControlModifier:
            self._found.then(self.tag_all.click)
            return

        def select() -> None:
            self._step(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1)
            if self._matches:
                self._view.setFocus()

        self._found.then(select)


def _side_by_side(*buttons: QWidget) -> QWidget:
    """Buttons that stay in one line."""
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for button in buttons:
        row.addWidget(button)
    return group
