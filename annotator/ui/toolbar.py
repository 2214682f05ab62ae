"""The toolbar: the ways in, the four tags with their keys, undo and redo, and the way out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QToolBar, QWidget

from annotator.model import TAGS
from annotator.ui import tagset
from annotator.ui.buttons import KeyButton
from annotator.ui.theme import Theme


class Toolbar(QToolBar):
    """Each button does what a command does and is enabled with it."""

    def __init__(self, actions: Mapping[str, QAction], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Toolbar"))
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._actions, self._theme = actions, theme
        self._buttons: list[KeyButton] = []
        self._own: list[tuple[KeyButton, QAction]] = []
        self._add("open", self.tr("Open"), icon="plus")
        self.addSeparator()
        for tag in TAGS:
            self._add(f"tag_{tag.id}", tag.name, tag=tag.id, key=tag.key)
        self._after_tags = self.addSeparator()
        self._add("undo", "", icon="undo").setAccessibleName(self.tr("Undo"))
        self._add("redo", "", icon="redo").setAccessibleName(self.tr("Redo"))
        self.addSeparator()
        self._add("suggest", self.tr("Suggest"), icon="sparkle", key="Ctrl+J")
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self._add("export", self.tr("Export…")).set_primary()

    def _add(self, name: str, text: str, *, tag: str = "", icon: str = "", key: str = "") -> KeyButton:
        button = KeyButton(text, self._theme, tag=tag, icon=icon, key=key)
        button.setObjectName(name)
        button.act(self._actions[name])
        self.addWidget(button)
        self._buttons.append(button)
        return button

    def show_own_tags(self) -> None:
        """Have a button for each tag of the person's own, after those of the four."""
        for button, action in self._own:
            self._buttons.remove(button)
            self.removeAction(action)
            button.deleteLater()
        self._own = []
        for tag in tagset.own_tags():
            button = KeyButton(tag.name, self._theme, tag=tag.id, key=tag.key)
            button.act(self._actions[f"tag_{tag.id}"])
            self._own.append((button, self.insertWidget(self._after_tags, button)))
            self._buttons.append(button)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for button in self._buttons:
            button.set_theme(theme)
