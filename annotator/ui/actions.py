"""From the table of commands to Qt: actions, menus, and the sheet of keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.commands import COMMANDS, MENUS, Scope, translated


def make_actions(
    window: QMainWindow, handlers: Mapping[str, Callable[[], object]], heard_in: Mapping[Scope, list[QWidget]]
) -> dict[str, QAction]:
    """An action for each command, by id; its keys are heard where its scope says."""
    actions = {}
    for command in COMMANDS:
        action = QAction(translated(command.text), window)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(k) for k in command.keys])
        action.setCheckable(command.checkable)
        action.triggered.connect(_without_argument(handlers[command.id]))
        if command.scope is Scope.WINDOW:
            window.addAction(action)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            for widget in heard_in[command.scope]:
                widget.addAction(action)
        actions[command.id] = action
    return actions


def _without_argument(handler: Callable[[], object]) -> Callable[[bool], None]:
    def triggered(_checked: bool = False) -> None:
        handler()

    return triggered


def fill_menus(window: QMainWindow, actions: Mapping[str, QAction]) -> None:
    """Make the menu bar."""
    menus = {name: window.menuBar().addMenu(translated(name)) for name in MENUS}
    for command in COMMANDS:
        if command.separated:
            menus[command.menu].addSeparator()
        menus[command.menu].addAction(actions[command.id])


class KeySheet(QDialog):
    """Every command that has a key, by menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        column = QVBoxLayout(self)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        sheet = QWidget()
        sheet.setObjectName("pane")
        grid = QGridLayout(sheet)
        grid.setHorizontalSpacing(28)
        grid.setContentsMargins(18, 12, 24, 12)
        for menu in MENUS:
            listed = [c for c in COMMANDS if c.menu == menu and c.keys]
            if listed:
                title = QLabel(translated(menu).replace("&", ""))
                title.setObjectName("paneTitle")
                title.setContentsMargins(0, 0, 0, 0)
                grid.addWidget(title, grid.rowCount(), 0, 1, 2)
            for command in listed:
                row = grid.rowCount()
                keys = "   ".join(
                    QKeySequence(k).toString(QKeySequence.SequenceFormat.NativeText) for k in command.keys
                )
                grid.addWidget(QLabel(translated(command.text).replace("&", "").rstrip("…")), row, 0)
                grid.addWidget(QLabel(keys), row, 1)
        area.setWidget(sheet)
        column.addWidget(area)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(470, 620)
