"""The dialogs that commands open; their modules are imported when they are first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from annotator.model import TAGS
from annotator.settings import Settings
from annotator.text.search import Query
from annotator.ui.appearance.appearance import Appearance
from annotator.ui.reading.view import ReadingView
from annotator.ui.session.dialog_watch import DialogWatch
from annotator.ui.session.key_queue import KeyQueue
from annotator.ui.session.session import Session

if TYPE_CHECKING:
    from annotator.ui.annotations.tag_all_dialog import TagAllDialog
    from annotator.ui.library.history_dialog import HistoryDialog


class Dialogs(QObject):
    """Opens each of them over the window, at most one of a kind."""

    def __init__(
        self,
        session: Session,
        view: ReadingView,
        actions: Mapping[str, QAction],
        settings: Settings,
        look: Appearance,
        keys: KeyQueue,
        watch: DialogWatch,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions, self._settings, self._look = actions, settings, look
        self._keys, self._watch = keys, watch
        self._session, self._view, self._window = session, view, window
        self.tag_all: TagAllDialog | None = None
        self.history: HistoryDialog | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {
            "tag_all": self.open_tag_all,
            "history": self.open_history,
            "card": self._open_card,
            "keep_line": self._keep_line,
            "trash": self._open_trash,
            "reading": self._set_reading,
            "keys": self._show_keys,
            "shortcuts": self._change_shortcuts,
            "about": self._about,
        }

    def _set_reading(self) -> None:
        from annotator.ui.reading.reading_settings_dialog import ReadingSettingsDialog

        ReadingSettingsDialog(self._look, self._view.toPlainText(), self._window).exec()

    def open_tag_all(self, query: Query | None = None) -> None:
        """Ask for everything equal to what is selected, or to the current annotation, or what ``query`` finds."""
        from annotator.text.search import find
        from annotator.ui.annotations.tag_all_dialog import TagAllDialog

        document = self._session.document
        if document is None:
            return
        current, span = document.annotations.get(self._view.current), self._view.selection.completed()
        if query is None:
            words = document.text[slice(*span)] if span is not None else current.quote if current is not None else ""
            query = Query(words, case=True, whole_words=True)
        elif (
            self._view.selection.snaps
            and not query.pattern
            and find(document.text, query._replace(whole_words=True), most=1)
        ):
            query = query._replace(whole_words=True)  # as with a selection, which words are completed in
        tag = current.tag if current is not None else TAGS[0].id
        dialog = self.tag_all = TagAllDialog(self._session, query, tag, self._keys.hold, self._window)
        dialog.destroyed.connect(lambda: setattr(self, "tag_all", None))
        dialog.open()

    def _open_card(self) -> None:
        from annotator.ui.library.metadata_dialog import MetadataDialog

        document = self._session.document
        if document is None:
            return
        dialog = MetadataDialog(document.article, self._window)
        if dialog.exec() == MetadataDialog.DialogCode.Accepted:
            id_, values = document.article.id, dialog.values()  # by now another article may be open
            self._session.do(lambda: self._session.articles.describe(id_, **values))

    def _keep_line(self) -> None:
        """Say that the line of the caret, which is set in grey, belongs to the article; or no longer so."""
        document = self._session.document
        line = document.line_at(self._view.selection.caret()) if document is not None else ""
        if document is None or not line:
            return
        kept = document.article.reinstated
        changed = tuple(k for k in kept if k != line) if line in kept else (*kept, line)
        id_ = document.article.id
        self._session.do(lambda: self._session.articles.describe(id_, reinstated=changed))

    def _open_trash(self) -> None:
        from annotator.ui.library.trash_dialog import TrashDialog

        if self._session.is_open:
            dialog = TrashDialog(self._session, self._window)
            self._keys.hold_until_done()
            dialog.exec()

    def open_history(self) -> None:
        """Show the history, or bring it to the front."""
        from annotator.ui.library.history_dialog import HistoryDialog

        if not self._session.is_open:
            return
        if self.history is None:
            self.history = HistoryDialog(self._session, self._window)
            self.history.destroyed.connect(lambda: setattr(self, "history", None))
            self.history.show()
        self.history.raise_()
        self.history.activateWindow()
        self._watch.hold_until_active(self.history)

    def _show_keys(self) -> None:
        from annotator.ui.window.help import KeySheet

        KeySheet(self._actions, self._session.tags.own, self._window).exec()

    def _change_shortcuts(self) -> None:
        from annotator.ui.commands.shortcuts import ShortcutDialog

        ShortcutDialog(self._actions, self._settings, self._window).exec()

    def _about(self) -> None:
        from annotator.ui.window.help import about

        about(self._window, self._session.path)
