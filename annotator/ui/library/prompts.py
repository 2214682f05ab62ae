"""Small questions to the person: which library, and what name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget


def _tr(text: str) -> str:
    return QCoreApplication.translate("Asking", text)


def ask_library(parent: QWidget, folder: Path) -> Path | None:
    """The file of the library to open or to make; None if the person thought better of it."""
    kinds = _tr("Libraries of Annotator (*.sqlite3);;All files (*)")
    name, _ = QFileDialog.getSaveFileName(
        parent,
        _tr("Open a library, or name a new one"),
        str(folder),
        kinds,
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(".sqlite3")


def ask_name(parent: QWidget, name: str) -> str:
    """The annotator's name as the person wants it; "" to leave it."""
    text, ok = QInputDialog.getText(
        parent, _tr("Annotator"), _tr("Your name, kept with everything you mark:"), text=name
    )
    return text.strip() if ok else ""
