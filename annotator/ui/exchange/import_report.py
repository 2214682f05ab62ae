"""Import report: what became of every file, line by line."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.ui.appearance.sizes import resize_dialog


class Report(QDialog):
    """Report: one line for each thing: its file, and whether it was added, was there, or was left out and why."""

    def __init__(self, lines: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import"))
        column = QVBoxLayout(self)
        text = QPlainTextEdit("\n".join(lines))
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("What became of every file"))
        column.addWidget(text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        resize_dialog(self, 640, 360)
