"""Tags of a person's own: their commands and buttons, which come and go with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from annotator.model import TAGS, Tag
from annotator.ui.appearance.foreign_text import as_tip, elide_name
from annotator.ui.appearance.swatches import set_swatch

if TYPE_CHECKING:
    from annotator.ui.annotations.tag_bar import TagBar
    from annotator.ui.window.frame import Frame


class CustomTags(QObject):
    """Keeps actions, bars and filters in step with the tags of the library."""

    def __init__(self, window: Frame, tagbar: TagBar, tag: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._tagbar, self._tag = window, tagbar, tag
        window.session.tags_changed.connect(self._changed)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {"tags": self._ask}

    def _ask(self) -> None:
        from annotator.ui.annotations.tags_dialog import TagsDialog

        TagsDialog(self._window.session, self._window.actions_by_id, self._window.theme, self._window).exec()

    def _changed(self) -> None:
        window = self._window
        own_before = [id_ for id_ in window.actions_by_id if id_.startswith(_OWN)]
        for id_ in own_before:
            window.actions_by_id.pop(id_).deleteLater()
        for tag in window.session.tags.own:
            window.actions_by_id[f"tag_{tag.id}"] = self._action(tag)
        window.toolbar.show_own_tags()
        self._tagbar.show_own_tags()
        window.inspector.show_tags()
        self._window.view.show_tags()
        window.library.rows.viewport().update()

    def _action(self, tag: Tag) -> QAction:
        window = self._window
        action = QAction(elide_name(tag.name).replace("&", "&&"), window)
        action.setToolTip(as_tip(tag.name))
        action.setObjectName(f"tag_{tag.id}")
        set_swatch(action, tag)
        action.setShortcut(QKeySequence(tag.key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setEnabled(window.session.document is not None)
        action.triggered.connect(lambda _=False: self._tag(tag.id))
        self._window.view.addAction(action)
        window.inspector.list.addAction(action)
        for menu in window.actions_by_id[f"exact_{TAGS[0].id}"].associatedObjects():
            if isinstance(menu, QMenu):
                exactly = menu.menuAction()
                for annotate in exactly.associatedObjects():
                    if isinstance(annotate, QMenu):
                        annotate.setToolTipsVisible(True)
                        annotate.insertAction(exactly, action)
        return action


_OWN = "tag_own_"
"""What the commands of own tags begin with: their ids begin with ``own_``."""
