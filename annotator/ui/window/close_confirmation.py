"""Close confirmation: leaving with something that could not be saved, or with work under way."""

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


def may_stop(parent: QWidget, work: str) -> bool:
    """Ask whether to close although this work is under way, which is stopped then."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Question, parent.tr("Work is under way"), "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(parent.tr("“%1” has not come to its end.").replace("%1", work))
    box.setInformativeText(parent.tr("What it has stored by now stays. The rest is left out if you close now."))
    stop = box.addButton(parent.tr("Stop it and close"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(parent.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is stop
