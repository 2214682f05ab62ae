"""Right-click menus: on the text, an annotation and an article, each offers what fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.model import CLAIM, SOURCE, VERDICTS
from annotator.ui.annotations.panel import Inspector
from annotator.ui.commands.table import CHECK, translated
from annotator.ui.library.panel import LibraryPanel
from annotator.ui.reading.view import ReadingView
from annotator.ui.session.session import Session


class ContextMenus(QObject):
    """Listens to the three panes and pops the menu up."""

    def __init__(
        self,
        actions: Mapping[str, QAction],
        session: Session,
        view: ReadingView,
        inspector: Inspector,
        library: LibraryPanel,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._actions, self._window = actions, parent
        self._session = session
        self._view, self._inspector, self._library = view, inspector, library
        view.menu_requested.connect(lambda place: self.pop_up(self.for_text(), place))
        inspector.menu_requested.connect(lambda place: self.pop_up(self.for_annotations(), place))
        library.menu_requested.connect(lambda place: self.pop_up(self.for_articles(), place))

    def for_text(self) -> list[str]:
        """The commands for what is selected or current in the text; "" is a line between them.

        The verdicts are in a menu of their own, in the place of its name."""
        if self._view.selection.made() is not None:
            return ["copy", "", *self._tags()]
        document = self._session.document
        if document is not None and document.is_doubtful(self._view.selection.caret()):
            return ["keep_line", "", "select_all"]
        return [*self._for_marked([self._view.current]), "", "select_all"] if self._view.current else ["select_all"]

    def _tags(self) -> list[str]:
        return [f"tag_{tag.id}" for tag in self._session.tags.all]

    def for_annotations(self) -> list[str]:
        """The commands for the annotations selected in the list."""
        selected = self._inspector.selected()
        return self._for_marked(selected) if selected else []

    def _for_marked(self, ids: Sequence[str]) -> list[str]:
        """The commands for annotations: whom a claim or source is linked to, and what came out of a check."""
        document = self._session.document
        tags = {document.annotations[id_].tag for id_ in ids if document is not None and id_ in document.annotations}
        names = ["", "link"] if len(ids) == 1 and tags & {CLAIM.id, SOURCE.id} else []
        if tags == {CLAIM.id}:
            names += ["authors_own", CHECK] if names else ["", CHECK]
        return [*self._tags(), *names, "", "note", "delete"]

    def for_articles(self) -> list[str]:
        """The commands for the articles selected in the library."""
        return (
            ["status_todo", "status_in_progress", "status_done", "", "collect", "export", "remove"]
            if self._library.selected()
            else ["open", "paste_article"]
        )

    def pop_up(self, names: Sequence[str], place: QPoint) -> None:
        """Show a menu of these commands at a global point."""
        if not names:
            return
        menu = _ContextMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in names:
            if name == CHECK:
                menu.addMenu(translated(CHECK)).addActions([self._actions[f"check_{verdict}"] for verdict in VERDICTS])
            elif name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        menu.popup(place)


class _ContextMenu(QMenu):
    """What it shows is for what is under it: the keys beside its lines do what they do without it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = QKeySequence(event.keyCombination())
        meant = next((one for one in self.actions() if one.isEnabled() and pressed in one.shortcuts()), None)
        if meant is None:
            super().keyPressEvent(event)
            return
        self.close()
        meant.trigger()
