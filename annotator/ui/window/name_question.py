"""The question for the name: asked once, in the message bar, when the first mark bears that of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from annotator.model import Annotation
from annotator.settings import ANNOTATOR, NAME_LEFT, Settings, account_name
from annotator.ui.session.session import Session
from annotator.ui.widgets.message_bar import MessageBar
from annotator.ui.window.undo_toast import stands

if TYPE_CHECKING:
    from annotator.storage.store import Applied


class NameQuestion(QObject):
    """The name lands on every exported line, and few people want that of their account there."""

    named = Signal()
    """The annotator has another name."""

    def __init__(self, session: Session, settings: Settings, notice: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._settings, self._notice = session, settings, notice
        self._is_due = False
        """Whether there is a mark to ask about."""
        self._is_left = False
        """Whether it was closed; by who worked in the text, until the next start."""
        if self._is_open():
            session.applied.connect(self._applied)
            notice.freed.connect(self._ask_if_free, Qt.ConnectionType.QueuedConnection)  # a failure has its say first

    def _is_open(self) -> bool:
        answered = self._settings.get(ANNOTATOR) or self._settings.get(NAME_LEFT) or self._is_left
        return not answered and self._session.annotator == account_name()

    def _applied(self, applied: Applied) -> None:
        me = self._session.annotator
        mine = any(isinstance(r, Annotation) and r.annotator == me for r in applied.delta.added)
        self._is_due |= mine and stands(applied)
        self._ask_if_free()

    def _ask_if_free(self) -> None:
        """Ask while nothing else is said; if something is, when that is over."""
        if self._is_due and self._is_open() and not self._notice.text and not self._notice.busy:
            text = self.tr("Marked by %1. Your name?").replace("%1", self._session.annotator)
            self._notice.ask(text, self.tr("Use this name"), self._answer, self._leave)

    def _leave(self, for_good: bool) -> None:
        self._is_left = True
        if for_good:
            self._settings.set({NAME_LEFT: True})

    def _answer(self, name: str) -> None:
        """Take the name, also for what was marked before: all of it was marked by the same person."""
        before = self._session.annotator
        self.set_name(name)
        self._session.do(lambda: self._session.articles.rename_annotator(before, name))

    def set_name(self, name: str) -> None:
        """Mark under this name from now on."""
        self._session.annotator = name
        self._settings.set({ANNOTATOR: name})
        self._notice.end_question()
        self.named.emit()
