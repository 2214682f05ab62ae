"""What to export: one article, those selected, or all."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


class ExportDialog(QDialog):
    """Asks for the scope; each scope is a label and the ids of its articles."""

    def __init__(self, scopes: list[tuple[str, list[str]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export to JSON"))
        self._scopes = scopes
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(9)
        column.addWidget(QLabel(self.tr("Which articles, with everything marked in them?")))
        self._group = QButtonGroup(self)
        for i, (label, ids) in enumerate(scopes):
            button = QRadioButton(label)
            button.setEnabled(bool(ids))
            self._group.addButton(button, i)
            column.addWidget(button)
        first = next(i for i, (_, ids) in enumerate(scopes) if ids)
        self._group.button(first).setChecked(True)
        about = QLabel(self.tr("JSON, UTF-8; places are counted in Unicode characters. It can be imported again."))
        about.setObjectName("muted")
        column.addSpacing(4)
        column.addWidget(about)
        column.addSpacing(6)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        choose = buttons.addButton(self.tr("Choose file…"), QDialogButtonBox.ButtonRole.AcceptRole)
        choose.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def chosen(self) -> list[str]:
        """The ids of the articles to export."""
        return self._scopes[self._group.checkedId()][1]


def ask_for_file(parent: QWidget, folder: str, title: str) -> Path | None:
    """Ask where to write; None if the person changed their mind."""
    suggested = Path(folder or Path.home()) / f"{file_name(title)}.json"
    name, _ = QFileDialog.getSaveFileName(
        parent, parent.tr("Export to JSON"), str(suggested), parent.tr("JSON (*.json)")
    )
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(".json")


def file_name(title: str) -> str:
    """A title as a file name without suffix: no separators, no reserved name, at most 100 bytes."""
    plain = re.sub(r"[^\w\-. ]", " ", title)
    plain = " ".join(plain.split()).encode()[:100].decode(errors="ignore").strip(" .")
    return "article" if not plain or _RESERVED.match(plain) else plain
