"""Address dialog: asks for the address of a web page, and stays with what was typed while that is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.readers.files import address_of
from annotator.ui.appearance.sizes import px


class AddressDialog(QDialog):
    """The dialog for an address: ``address`` is what was typed, with https:// before it if it was without."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Open a web page"))
        self.line = QLineEdit(text)
        self.line.setAccessibleName(self.tr("Address"))
        label = QLabel(self.tr("The address of the page. Only this page is fetched, once:"))
        label.setWordWrap(True)
        label.setBuddy(self.line)
        self.refusal = QLabel(" ")  # its room is there before
        self.refusal.setWordWrap(True)
        self.line.textEdited.connect(lambda _: self.refusal.setText(" "))
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(9)
        for widget in (label, self.line, self.refusal, buttons):
            column.addWidget(widget)
        self.resize(px(560), self.sizeHint().height())
        self.line.setFocus()
        self.line.selectAll()

    @property
    def address(self) -> str:
        """The address; "" while what is typed is none."""
        return address_of(self.line.text()) or ""

    def accept(self) -> None:
        if self.address:
            super().accept()
            return
        self.refusal.setText(self.tr("This is no address of a web page, such as example.org/news."))
        self.line.setFocus()
