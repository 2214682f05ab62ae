"""Help: the sheet of keys, and what this program is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from annotator.ui import tagset
from annotator.ui.commands import ANNOTATE, COMMANDS, MENUS, translated


class KeySheet(QDialog):
    """Every command that has a key, by menu."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
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
            listed = [c for c in COMMANDS if c.menu == menu and actions[c.id].shortcuts()]
            if listed:
                title = QLabel(translated(menu).replace("&", ""))
                title.setObjectName("sheetTitle")
                grid.addWidget(title, grid.rowCount(), 0, 1, 2)
            if menu == ANNOTATE:
                for tag in tagset.own_tags():
                    row = grid.rowCount()
                    grid.addWidget(QLabel(tag.name.replace("&", "&&")), row, 0)
                    grid.addWidget(QLabel(tag.key), row, 1)
            for command in listed:
                row = grid.rowCount()
                keys = "   ".join(
                    k.toString(QKeySequence.SequenceFormat.NativeText) for k in actions[command.id].shortcuts()
                )
                grid.addWidget(QLabel(translated(command.text).replace("&", "").rstrip("…")), row, 0)
                grid.addWidget(QLabel(keys), row, 1)
        area.setWidget(sheet)
        column.addWidget(area)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(470, 620)


def about(parent: QWidget, library: Path) -> None:
    """Say what this program is and where it keeps the library."""
    box = QMessageBox(parent)
    box.setWindowTitle(parent.tr("About Annotator"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Annotator {__version__}")
    what = parent.tr("Takes news articles apart, on your own machine. MIT licence.")
    where = parent.tr("The library is %1").replace("%1", str(library))
    box.setInformativeText(f"{what}\n\n{where}")
    box.exec()
