"""What a screen reader is told beyond what it finds itself: what is current now, and what a command has done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.ui.annotations.annotation_list import said_of
from annotator.ui.appearance.foreign_text import beginning
from annotator.ui.commands.table import step_in_words
from annotator.ui.reading.view import ReadingView
from annotator.ui.session.session import Session
from annotator.ui.widgets.announcement import announce
from annotator.ui.widgets.verdict_chip import verdict_of, words_of
from annotator.ui.window.undo_toast import stands, what_was_done

if TYPE_CHECKING:
    from annotator.storage.store import Applied

_SAID = 300


class Announcer(QObject):
    """Listens to the session and the view."""

    def __init__(self, session: Session, view: ReadingView) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        view.current_changed.connect(lambda id_: announce(view, self.words_for(id_)))
        session.applied.connect(self._applied)

    def words_for(self, annotation_id: str) -> str:
        """What is said of an annotation that has become current."""
        document = self._session.document
        annotation = document.annotations.get(annotation_id) if document is not None else None
        if document is None or annotation is None:
            return ""
        parts = [f"{self._session.tags.name_of(annotation.tag)}: {beginning(annotation.quote, _SAID)}"]
        parts += [said_of(document, annotation)[0], words_of(verdict_of(annotation)), beginning(annotation.note, _SAID)]
        return ". ".join(filter(None, parts))

    def _applied(self, applied: Applied) -> None:
        announce(self._view, self.words_for_step(applied))

    def words_for_step(self, applied: Applied) -> str:
        """What is said of a step that was done or taken back."""
        words = step_in_words(applied.step.action, applied.step.size)
        if not stands(applied):
            return self.tr("Undone: %1").replace("%1", words)
        return what_was_done(applied.delta, self._session) or words
