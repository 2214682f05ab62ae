"""The strip above the article: what happened, what it means, what can be done, and work under way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.style_property import set_style_property
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.name_field import limit_name

if TYPE_CHECKING:
    from annotator.ui.session.jobs import Job


_PATIENCE = 400
"""How long, in milliseconds, work may take before the text makes room for its progress."""

_TEXT = 200
"""How wide the text must be at least beside what can be done, in pixels at 100 %."""


class MessageBar(QFrame):
    """One message at a time, in place and not in the way; a job with its progress and Cancel takes its place."""

    freed = Signal()
    """There is room for another message."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 8, 10, 8)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setMinimumWidth(1)  # a long path has no place to break, and moves nothing
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = QProgressBar()
        self._bar.setMinimumWidth(60)
        self._bar.setMaximumWidth(180)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._button = QPushButton()
        self._close = IconButton("close")
        self._close.setAutoRaise(True)
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.clicked.connect(self.close_message)
        self.line = QLineEdit()
        self.line.setMinimumWidth(80)
        self.line.setMaximumWidth(180)
        limit_name(self.line)
        self.line.setPlaceholderText(self.tr("Name"))
        self.line.textChanged.connect(lambda text: self._button.setEnabled(bool(text.strip())))
        self.line.returnPressed.connect(self._button.click)
        self.line.hide()
        self._row.addWidget(self._text, 1)
        self._row.addLayout(self._make_answers())
        self._act: Callable[[], object] = lambda: None
        self._leave: Callable[[bool], object] = lambda _: None
        self._button.clicked.connect(self._pressed)
        self._job: Job | None = None
        self.hide()

    def _make_answers(self) -> QHBoxLayout:
        self._answers = QHBoxLayout()
        self._answers.addStretch(1)
        for widget in (self.line, self._bar, self._button, self._close):
            self._answers.addWidget(widget)
        return self._answers

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        """Where the text would have no room beside what can be done, that stands below it."""
        is_narrow = self.width() - self._answers.sizeHint().width() < px(_TEXT)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    @property
    def text(self) -> str:
        """What it says; "" when it is not shown."""
        return self._text.text() if not self.isHidden() else ""

    @property
    def job(self) -> Job | None:
        """The work under way that it follows; None if there is none."""
        return self._job

    @property
    def busy(self) -> bool:
        """Whether it shows work under way."""
        return self._job is not None

    def say(
        self, text: str, *, warning: bool = False, button: str = "", act: Callable[[], object] = lambda: None
    ) -> None:
        """Show a message, with a button if there is something to do about it."""
        set_style_property(self, "kind", "warning" if warning else "info")
        self._text.setText(text)
        self.setAccessibleName(text)
        self._button.setText(button)
        self._button.setEnabled(True)
        self._button.setVisible(bool(button))
        self._bar.hide()
        self._end_line()
        self._close.show()
        self._act = act
        self.show()

    def ask(self, text: str, button: str, answer: Callable[[str], object], leave: Callable[[bool], object]) -> None:
        """Ask for a few words in the strip itself; the focus stays where it is.

        ``leave``: it was closed without an answer, by who meant it and nothing else, or for now.
        """
        from annotator.ui.widgets.announcement import announce

        self.say(text, button=button, act=lambda: answer(self.line.text().strip()))
        self._leave = leave
        self.line.clear()
        self.line.setAccessibleName(text)
        self.line.show()
        self._button.setEnabled(False)
        announce(self, text)

    def close_message(self, *, for_good: bool = True) -> bool:
        """Take the message away as a person does; whether there was one that can be."""
        if self.isHidden() or self.busy:
            return False
        self._leave(for_good)
        self._end_line()
        self._free()
        return True

    def end_question(self) -> None:
        """Take a question away that was answered."""
        if not self.line.isHidden():
            self._end_line()
            self._free()

    def _free(self) -> None:
        """Go at once: what is brought into sight next is measured against the room that there is without the bar."""
        self.hide()
        around = self.parentWidget()
        if around is not None and (layout := around.layout()) is not None:
            layout.activate()
        self.freed.emit()

    def _end_line(self) -> None:
        self._leave = lambda _: None
        self.line.hide()

    def follow(self, job: Job) -> None:
        """Show the progress of a job and a button to stop it until it ends, if that takes longer than a moment."""
        self._job = job
        set_style_property(self, "kind", "info")
        self._text.setText(job.label + "…")
        self.setAccessibleName(job.label)
        self._button.setText(self.tr("Cancel"))
        self._button.setEnabled(True)
        self._button.show()
        self._end_line()
        self._close.hide()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._act = self._cancel
        job.progressed.connect(self._progress)
        job.finished.connect(self._ended)
        job.failed.connect(self._failed)
        QTimer.singleShot(_PATIENCE, lambda: self._show_still_running(job))

    def _show_still_running(self, job: Job) -> None:
        if self._job is job:
            self.show()

    def _pressed(self) -> None:
        self._act()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._button.setEnabled(False)

    def _progress(self, done: int, total: int) -> None:
        if self._job is not None:
            self._bar.setRange(0, total)  # without a total it says that there is work, not how far it is
            self._bar.setValue(done)
            text = self.tr("%1… %2 of %3") if total else self.tr("%1… %2 so far") if done else "%1…"
            text = text.replace("%1", self._job.label)
            self._text.setText(text.replace("%2", f"{done:,}").replace("%3", f"{total:,}"))

    def _ended(self) -> None:
        self._job = None
        self._button.setEnabled(True)
        self._free()

    def _failed(self, sentence: str) -> None:
        self._ended()
        self.say(sentence, warning=True)
