"""Tag all occurrences: a preview of every equal string with its context, and one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from annotator.text.search import Query
from annotator.ui.annotations.occurrence_list import OccurrenceDelegate, Occurrences
from annotator.ui.appearance.sizes import px, resize_dialog
from annotator.ui.appearance.swatches import offer_tags
from annotator.ui.session.jobs import Job
from annotator.ui.session.latest_job import Answered, Failed, Hold, LatestJob
from annotator.ui.session.session import Session
from annotator.ui.widgets.empty_state import EmptyState, Words
from annotator.ui.widgets.list_field import ListField

if TYPE_CHECKING:
    from annotator.services.occurrences import Occurrence

_PAUSE = 120
"""How long, in milliseconds, after the last key is searched."""

_WIDEST_TAG = 240
"""How wide the box of tags may be, in pixels at 100 %: the words have the room, however long names are."""


class TagAllDialog(QDialog):
    """The dialog of tag all: it searches while the person types; nothing is tagged before the button is pressed."""

    def __init__(self, session: Session, query: Query, tag: str, hold: Hold, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tag all occurrences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._job: Job | None = None
        self._occurrences: LatestJob[list[Occurrence]] = LatestJob(self._find, self._found, hold, self, pause=_PAUSE)
        self._pattern = query.pattern
        self.line = QLineEdit(query.text)
        self.line.setAccessibleName(self.tr("What to tag"))
        self.tag = QComboBox()
        self.tag.setAccessibleName(self.tr("Tag"))
        offer_tags(self.tag, session.tags.all)
        self.tag.setMaximumWidth(px(_WIDEST_TAG))
        self.tag.setCurrentIndex(self.tag.findData(tag))
        self.scope = QComboBox()
        self.scope.setAccessibleName(self.tr("Where"))
        self.scope.addItem(self.tr("In this article"))
        self.scope.addItem(self.tr("In all %1 articles").replace("%1", str(len(session.articles.listed))))
        self.case = self._box(self.tr("Match &case"), on=query.case)
        self.words = self._box(self.tr("&Whole words"), on=query.whole_words)
        self.skip = self._box(self.tr("&Skip what is already tagged so"), on=True)
        self.model = Occurrences(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.tr("Occurrences"))
        self.list.setItemDelegate(OccurrenceDelegate(lambda: session.tags.of(self.tag.currentData()), self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.said = QLabel()
        self.said.setObjectName("muted")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.hide()
        self.all = self._box(self.tr("&All"), on=True)
        self.all.toggled.disconnect()
        self.all.toggled.connect(lambda on: self.model.check_all(checked=on))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        buttons.accepted.connect(self._tag)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self.line.textChanged.connect(lambda _: self._search(at_once=False))
        self.scope.currentIndexChanged.connect(lambda _: self._search())
        self.tag.currentIndexChanged.connect(lambda _: self._search())
        self.model.dataChanged.connect(lambda *_: self._count())
        self.finished.connect(lambda _: self._stop())
        self._search()
        self._occurrences.then(lambda: None)

    def _box(self, text: str, *, on: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setChecked(on)
        box.toggled.connect(lambda _: self._search())
        return box

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        self.empty = EmptyState(self.list, self._say_nothing)
        ListField(self.list, self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(9)
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.line, 1)
        first.addWidget(self.tag)
        first.addWidget(self.scope)
        for box in (self.case, self.words, self.skip):
            second.addWidget(box)
        second.addStretch(1)
        third.addWidget(self.all)
        third.addWidget(self.said, 1)
        third.addWidget(self._bar)
        for row in (first, second):
            column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addLayout(third)
        column.addWidget(buttons)
        resize_dialog(self, 720, 520)
        self._count()

    def _query(self) -> Query:
        return Query(self.line.text(), self.case.isChecked(), self.words.isChecked(), self._pattern)

    def _stop(self) -> None:
        """Forget the search in hand: its result may come home when the dialog is gone."""
        self._occurrences.drop()
        self._cancel()

    def _cancel(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _search(self, *, at_once: bool = True) -> None:
        self.go.setEnabled(False)
        if at_once:
            self._occurrences.ask()
        else:
            self._occurrences.ask_soon()

    def _find(self, answered: Answered[list[Occurrence]], failed: Failed) -> None:
        document = self._session.document
        self._cancel()
        self.model.skips_tagged = self.skip.isChecked()
        if document is None:
            failed()
            return
        here = [document.article.id]
        ids = [a.id for a in self._session.articles.listed] if self.scope.currentIndex() else here
        job = self._job = self._session.queries.occurrences(ids, self._query(), self.tag.currentData())
        job.progressed.connect(lambda done, total: self._progress(job, done, total))

        def refuse(sentence: str) -> None:
            failed()
            self._failed(job, sentence)

        job.tell(self, answered, refuse)
        self.empty.refresh()
        job.start()

    def _progress(self, job: Job, done: int, total: int) -> None:
        if job is self._job and total > 1:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._bar.show()

    def _found(self, found: list[Occurrence]) -> None:
        self._job = None
        self._bar.hide()
        self.all.setChecked(True)
        self.model.show(found)
        self._count()

    def _failed(self, job: Job, sentence: str) -> None:
        if job is self._job:
            self._job = None
            self._bar.hide()
            self.model.show([])
            self._count()
            self.said.setText(sentence)

    def _count(self) -> None:
        checked, there = len(self.model.checked()), self.model.rowCount()
        said = self.tr("%1 of %2").replace("%1", str(checked)).replace("%2", str(there))
        tagged = self.tr("; %1 more tagged so already").replace("%1", str(self.model.skipped))
        whole = self.tr("; whole words only") if self.words.isChecked() else ""
        self.said.setText(said + whole + (tagged if self.model.skipped else ""))
        self.go.setText(self.tr("Tag %1").replace("%1", str(checked)))
        self.go.setEnabled(bool(checked) and not self._occurrences.is_waiting)

    def _say_nothing(self) -> Words:
        if not self.line.text():
            return Words(self.tr("Type the words that are to be tagged."))
        if self._job is not None:
            return Words(self.tr("Looking…"))
        if self.model.skipped:
            text = self.tr("Every place where this stands is tagged so already.")
            return Words(text, self.tr("Show them"), lambda: self.skip.setChecked(False))
        return Words(self.tr("This stands nowhere there. Try without “Match case” or “Whole words”."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field waits for what is found for it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._occurrences.then(self.go.click)
        else:
            super().keyPressEvent(event)

    def _tag(self) -> None:
        passages, tag = self.model.checked(), self.tag.currentData()
        session = self._session
        session.do(lambda: session.annotations.tag_passages(passages, tag, lambda: None))
        self.accept()
