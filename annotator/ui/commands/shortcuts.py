"""Shortcuts as a person wants them: kept in the settings by command, shown in a dialog, refused where they clash."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.settings import KEYS, Settings
from annotator.text.folding import fold
from annotator.ui.appearance.sizes import resize_dialog
from annotator.ui.commands.actions import NO_KEYS
from annotator.ui.commands.table import COMMANDS, translated
from annotator.ui.widgets.empty_state import EmptyState, Words
from annotator.ui.widgets.list_field import ListField

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText
_ID = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def clash(actions: Mapping[str, QAction], command: str, keys: QKeySequence) -> str:
    """The id of another command that has these keys or begins with them; "" if there is none."""
    for id_, action in actions.items():
        if id_ != command and any(
            keys.matches(k) != QKeySequence.SequenceMatch.NoMatch
            or k.matches(keys) != QKeySequence.SequenceMatch.NoMatch
            for k in action.shortcuts()
        ):
            return id_
    return ""


class ShortcutDialog(QDialog):
    """Every command with its keys; choose one, press the new keys, Set."""

    def __init__(self, actions: Mapping[str, QAction], settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shortcuts"))
        self._actions, self._settings = actions, settings
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter commands…"))
        self.filter.setAccessibleName(self.tr("Filter commands"))
        self.filter.textChanged.connect(self._filter)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(self.tr("Commands"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.empty = EmptyState(self.tree, self._say_nothing, lambda: all(i.isHidden() for i in self._items()))
        ListField(self.tree, self.filter)
        for command in COMMANDS:
            item = QTreeWidgetItem([translated(command.text).replace("&", "").rstrip("…"), ""])
            item.setData(0, _ID, command.id)
            self.tree.addTopLevelItem(item)
        self.edit = QKeySequenceEdit()
        self.edit.setAccessibleName(self.tr("New keys"))
        self.edit.setMaximumSequenceLength(1)
        self.edit.installEventFilter(self)
        self.filter.returnPressed.connect(self.edit.setFocus)
        self.tree.currentItemChanged.connect(lambda *_: self._offer())
        self.set = QPushButton(self.tr("&Set"))
        self.set.clicked.connect(self._set)
        self.none = QPushButton(self.tr("&No keys"))
        self.none.clicked.connect(lambda: self._give([]))
        self.restore = QPushButton(self.tr("&As delivered"))
        self.restore.clicked.connect(self._restore)
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("New keys:")))
        row.addWidget(self.edit, 1)
        for button in (self.set, self.none, self.restore):
            button.setAutoDefault(False)
            row.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter takes what was typed
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.filter)
        column.addWidget(self.tree)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(buttons)
        resize_dialog(self, 620, 560)
        self._show()
        self.choose(COMMANDS[0].id)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(i) for i in range(self.tree.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _show(self) -> None:
        for item in self._items():
            keys = self._actions[item.data(0, _ID)].shortcuts()
            item.setText(1, "   ".join(k.toString(_NATIVE) for k in keys))

    def _filter(self, typed: str) -> None:
        for item in self._items():
            item.setHidden(fold(typed) not in fold(f"{item.text(0)} {item.text(1)}"))
        shown = [item for item in self._items() if not item.isHidden()]
        if self.tree.currentItem() not in shown:
            self.tree.setCurrentIndex(self.tree.indexFromItem(shown[0]) if shown else QModelIndex())
        self.tree.scrollTo(self.tree.currentIndex())
        self.empty.refresh()

    def _offer(self) -> None:
        """What is done to the chosen command can be done while there is one."""
        for widget in (self.edit, self.set, self.none, self.restore):
            widget.setEnabled(bool(self._chosen()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter after new keys takes them; as the first key it is one to be given. Esc leaves, as in every dialog."""
        is_plain = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers()
        if watched is self.edit and is_plain and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.reject()
                return True
            if event.key() in _ENTER and not self.edit.keySequence().isEmpty():
                self._set()
                return True
        return super().eventFilter(watched, event)

    def _say_nothing(self) -> Words:
        if not self.filter.text():
            return Words("")
        return Words(self.tr("No command is called so."), self.tr("Show all"), self.filter.clear)

    def choose(self, command: str) -> None:
        """Choose a command in the list."""
        self.tree.setCurrentItem(next(i for i in self._items() if i.data(0, _ID) == command))

    def _chosen(self) -> str:
        item = self.tree.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def _set(self) -> None:
        keys, command = self.edit.keySequence(), self._chosen()
        if keys.isEmpty() or not command:
            self.said.setText(self.tr("Choose a command and press the keys it should have."))
            return
        other = clash(self._actions, command, keys)
        if other:
            name = self._actions[other].text().replace("&", "").rstrip("…")
            refused = self.tr("%1 belongs to “%2”. Give that command other keys first.")
            self.said.setText(refused.replace("%1", keys.toString(_NATIVE)).replace("%2", name))
            return
        self._give([keys])

    def _give(self, keys: list[QKeySequence]) -> None:
        command = self._chosen()
        self._actions[command].setShortcuts(keys)
        self._settings.set({KEYS.of(command): " ".join(k.toString(_PORTABLE) for k in keys) or NO_KEYS})
        self.edit.clear()
        self.said.clear()
        self._show()

    def _restore(self) -> None:
        command = next(c for c in COMMANDS if c.id == self._chosen())
        keys = [QKeySequence(k) for k in command.keys]
        for one in keys:
            other = clash(self._actions, command.id, one)
            if other:
                name = self._actions[other].text().replace("&", "").rstrip("…")
                self.said.setText(self.tr("Its keys belong to “%1” now.").replace("%1", name))
                return
        self._give(keys)
        self._settings.set({KEYS.of(command.id): ""})
