"""The history: what was done, when and by whom; any point of it can be gone back to, and on again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from annotator.model import Action
from annotator.ui.appearance.foreign_text import as_tip, one_line
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.wording import and_more, first_names, local_moment, value_in_words
from annotator.ui.commands.table import step_in_words
from annotator.ui.session.debouncer import Debouncer
from annotator.ui.session.session import Session
from annotator.ui.widgets.empty_state import EmptyState, Words
from annotator.ui.widgets.two_lines import TwoLines

if TYPE_CHECKING:
    from annotator.storage.history import PastStep
    from annotator.storage.step_subjects import StepSubject

Index = QModelIndex | QPersistentModelIndex


class _Steps(QAbstractListModel):
    """The steps, the newest first; below the oldest stands the beginning."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.steps: list[PastStep] = []
        self._session = session
        self._subjects: dict[int, StepSubject] = {}
        self._wanted: set[int] = set()
        self.is_shown = True
        """Whether the dialog is there; an answer may come when it is not."""
        self._soon = Debouncer(self, 0, self._ask)

    def show(self, steps: list[PastStep]) -> None:
        self.beginResetModel()
        self.steps = steps[::-1]
        self.endResetModel()

    def close(self) -> None:
        """The dialog goes away, with this."""
        self.is_shown = False

    def _ask(self) -> None:
        """What the rows in sight were about is asked for together: the history may be long, and some steps large."""
        wanted, self._wanted = self._wanted, set()
        if self.is_shown and self._session.is_open:
            self._session.history.subjects(sorted(wanted), self._tell)

    def _tell(self, subjects: dict[int, StepSubject]) -> None:
        self._subjects |= subjects
        if self.is_shown and self.steps:
            self.dataChanged.emit(self.index(0), self.index(len(self.steps) - 1))

    def _subject(self, step: PastStep) -> StepSubject | None:
        if step.seq not in self._subjects:
            self._wanted.add(step.seq)
            self._soon.start()
        return self._subjects.get(step.seq)

    @property
    def here(self) -> int:
        """The row of the last thing done that stands."""
        return next((row for row, step in enumerate(self.steps) if step.stands), len(self.steps))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() or not self.steps else len(self.steps) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            return as_tip("\n".join(line.strip(" ●") for line in str(index.data()).split("\n"))).replace("\n", "<br>")
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        mark = "●  " if index.row() == self.here else "     "
        if index.row() == len(self.steps):
            return mark + self.tr("The beginning")
        step = self.steps[index.row()]
        words, subject = step_in_words(step.action, step.size), self._subject(step)
        undone = "" if step.stands else self.tr("  (undone)")
        about = self._about(step, subject) if subject is not None else ""
        first = f"{mark}{words[:1].upper()}{words[1:]}{undone}{': ' if about else ''}{about}"
        where = [one_line(subject.title)] if subject is not None and subject.title else []
        return f"{first}\n     {' · '.join((local_moment(step.at), step.annotator, *where))}"

    def _about(self, step: PastStep, subject: StepSubject) -> str:
        """What a step was done to, the first few of many, and what became of it."""
        if step.action is Action.COLLECT:
            return self._collected(subject, first_names(subject.names, step.size))
        if step.action in (Action.DESCRIBE_ARTICLE, Action.CHANGE_TAG) and subject.before:
            return " → ".join(first_names([name], 1) for name in (subject.before, subject.after))
        if subject.names or step.action is Action.STATUS:
            states = {"todo": self.tr("to do"), "in_progress": self.tr("started"), "done": self.tr("done")}
            became = states.get(subject.after, "") if step.action is Action.STATUS else ""
            return " → ".join(filter(None, (first_names(subject.names, step.size), became)))
        tags = dict.fromkeys(filter(None, (subject.before, subject.after)))
        ends = [first_names([quote], 1) for quote in (subject.quote, subject.to) if quote]
        became = ", ".join(value_in_words(subject.after, name, after) for name, _, after in subject.changed)
        ends += [became] if became and step.action in (Action.CHECK, Action.DESCRIBE) else []
        said = " ".join(filter(None, (" → ".join(map(self._session.tags.name_of, tags)), " → ".join(ends))))
        return and_more(said, step.size - 1) if said and step.size > 1 else said

    def _collected(self, subject: StepSubject, titles: str) -> str:
        """Articles, and which collections they were put into or taken out of."""
        into, out_of = (first_names([name], 1) if name else "" for name in (subject.after, subject.before))
        if into and out_of:
            words = self.tr("%1, %2 → %3")
        else:
            words = self.tr("%1 into %3") if into else self.tr("%1 out of %2")
        parts = {"%1": titles, "%2": out_of, "%3": into}
        return re.sub("%[123]", lambda mark: parts[mark[0]], words) if into or out_of else titles


class HistoryDialog(QDialog):
    """Stays beside the window; Enter or a double click goes to the chosen point."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("History"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._going = False
        self.model = _Steps(session, self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        TwoLines.of(self.list)
        self.list.setAccessibleName(self.tr("What was done"))
        self.empty = EmptyState(self.list, self._say_nothing)
        self.list.activated.connect(lambda _: self.go())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._enable())
        about = QLabel(self.tr("The newest is on top. Going back undoes what came after; going on does it again."))
        about.setObjectName("muted")
        about.setWordWrap(True)
        self.said = QLabel()
        self.said.setObjectName("muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.button = QPushButton(self.tr("&Go to this point"))
        self.button.clicked.connect(self._pressed)
        buttons.addButton(self.button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        for button in (self.button, buttons.button(QDialogButtonBox.StandardButton.Close)):
            button.setAutoDefault(False)  # Enter in the list is no press of a button
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        for widget in (about, self.list, self.said, buttons):
            column.addWidget(widget)
        self.setSizeGripEnabled(True)
        room = self.screen().availableSize()
        self.resize(min(px(900), room.width() - px(80)), min(px(600), room.height() - px(80)))
        self.finished.connect(lambda _: self.model.close())
        session.heads_changed.connect(self._refresh)
        self._refresh()

    def _say_nothing(self) -> Words:
        return Words(self.tr("Nothing was done yet. What you do will stand here, and can be taken back."))

    def _refresh(self) -> None:
        if not self._going:
            self._session.history.past(self._show)

    def _show(self, steps: list[PastStep]) -> None:
        if self.model.is_shown:
            self.model.show(steps)
            self.list.setCurrentIndex(self.model.index(self.model.here))
            self._enable()

    def _enable(self) -> None:
        """There is nowhere to go from where one is; on the way it stops."""
        self.button.setEnabled(self._going or self.list.currentIndex().row() not in (-1, self.model.here))

    def _pressed(self) -> None:
        if self._going:
            self._going = False
        else:
            self.go()

    def go(self) -> None:
        """Make the library what it was at the chosen point."""
        row, here = self.list.currentIndex().row(), self.model.here
        if row in (-1, here) or self._going:
            return
        self._going = True
        self.button.setText(self.tr("Stop"))
        back, on = max(0, row - here), max(0, here - row)
        self._session.do(lambda: self._session.history.go_to(back, on, self._told))

    def _told(self, left: int) -> bool:
        go_on = self._going and left > 0
        self.said.setText(self.tr("%1 steps to go").replace("%1", str(left)) if go_on else "")
        if not go_on:
            self._going = False
            self.button.setText(self.tr("&Go to this point"))
            self._refresh()
        return go_on
