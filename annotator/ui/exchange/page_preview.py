"""Page preview: what of a page is taken for the article, before it is added, and all of its text to take instead."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.formats.importing.result import Entry, Parsed
from annotator.text.length import length_of
from annotator.ui.appearance.foreign_text import one_line
from annotator.ui.appearance.sizes import resize_dialog
from annotator.ui.appearance.wording import length_in_words, local_date


class PreviewDialog(QDialog):
    """The dialog of the preview: shows either text; ``chosen`` is the page as the person wants it added."""

    def __init__(self, parsed: Parsed, whole: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add this page?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parsed = parsed
        self._entries = (parsed.entries[0], whole)
        article = parsed.entries[0].new.article
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(8)
        title = QLabel(one_line(article.title))
        title.setObjectName("sheetTitle")
        when = local_date(article.published_at) if article.published_at else ""
        about = QLabel(" · ".join(filter(None, (article.site, ", ".join(article.authors), when))))
        about.setObjectName("muted")
        for label in (title, about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setObjectName("note")
        self.text.setAccessibleName(self.tr("The text that would be added"))
        column.addWidget(self.text, 1)
        self._group = QButtonGroup(self)
        left_out = ", ".join(parsed.left_out)
        only = self.tr("Only the article, without %1").replace("%1", left_out) if left_out else self.tr("The article")
        for number, (name, entry) in enumerate(
            zip((only, self.tr("All text of the page")), self._entries, strict=True)
        ):
            choice = QRadioButton(f"{name} ({length_in_words(length_of(entry.new.article.text))})")
            self._group.addButton(choice, number)
            column.addWidget(choice)
        self._group.idToggled.connect(lambda number, on: self._show(number) if on else None)
        self._group.button(0).setChecked(True)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.button(kinds.Ok).setText(self.tr("Add"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        resize_dialog(self, 720, 560)

    def _show(self, number: int) -> None:
        self.text.setPlainText(self._entries[number].new.article.text)

    def chosen(self) -> Parsed:
        """The page with the text that is chosen."""
        number = self._group.checkedId()
        return Parsed(self._parsed.name, [self._entries[number]], guessed_encoding=self._parsed.guessed_encoding)
