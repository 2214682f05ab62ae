"""Leaving with something that could not be saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def may_lose(parent: QWidget, notes: Sequence[str]) -> bool:
    """Ask whether to close although these notes could not be stored; they are shown, so that they can be copied."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, parent.tr("A note is not saved"), "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(parent.tr("This could not be saved and is lost if you close now:"))
    box.setInformativeText("\n\n".join(notes))
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    lose = box.addButton(parent.tr("Close and lose it"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(parent.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is lose
