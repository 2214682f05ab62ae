"""The report of an import: what was left out, line by line."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget


class Report(QDialog):
    """One line for each thing, with the file it was in and the reason."""

    def __init__(self, problems: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Left out"))
        column = QVBoxLayout(self)
        text = QPlainTextEdit("\n".join(problems))
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("What was left out, and why"))
        column.addWidget(text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(640, 360)
