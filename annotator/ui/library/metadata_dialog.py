"""The details of an article: what is known of it, corrected by hand, and what a person adds to it."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from annotator.model import Article
from annotator.text.length import length_of
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.wording import length_in_words


class MetadataDialog(QDialog):
    """One field for each; what was changed is one step of undo."""

    def __init__(self, article: Article, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Article details"))
        self._article = article
        form = QFormLayout(self)
        form.setContentsMargins(20, 18, 20, 14)
        form.setVerticalSpacing(9)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.title = self._line(form, self.tr("&Title"), article.title)
        self.site = self._line(form, self.tr("&Site"), article.site or "")
        self.authors = self._line(form, self.tr("&Authors"), "; ".join(article.authors), self.tr("separated by ;"))
        self.published = self._line(
            form, self.tr("&Published"), article.published_at or "", self.tr("a date, as 2024-03-12")
        )
        self.language = self._line(
            form, self.tr("&Language"), article.language or "", self.tr("a code, as en or pt-BR")
        )
        self.url = self._line(form, self.tr("A&ddress"), article.url or "")
        self.keywords = self._line(form, self.tr("&Keywords"), "; ".join(article.keywords), self.tr("separated by ;"))
        self.note = QPlainTextEdit(article.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(90)
        self.note.setObjectName("note")
        self._row(form, self.tr("&Note"), self.note)
        if article.image_credit:
            form.addRow(QLabel(self.tr("Lead image")), self._plain(article.image_credit))
        came = " · ".join((article.origin.name, article.origin.media_type, length_in_words(length_of(article.text))))
        form.addRow(QLabel(self.tr("Came from")), self._plain(came))
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.resize(px(560), self.sizeHint().height())

    def _line(self, form: QFormLayout, name: str, text: str, hint: str = "") -> QLineEdit:
        line = QLineEdit(text)
        line.setCursorPosition(0)
        line.setPlaceholderText(hint)
        self._row(form, name, line)
        return line

    def _row(self, form: QFormLayout, name: str, widget: QWidget) -> None:
        widget.setAccessibleName(name.replace("&", ""))
        label = QLabel(name)
        label.setBuddy(widget)
        form.addRow(label, widget)

    def _plain(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setObjectName("muted")
        label.setWordWrap(True)
        return label

    def values(self) -> dict[str, object]:
        """The fields of the article's card as they are now; without a title it keeps the one it has."""
        return {
            "title": self.title.text().strip() or self._article.title,
            "site": self.site.text().strip() or None,
            "authors": _parts(self.authors.text()),
            "published_at": self.published.text().strip() or None,
            "language": self.language.text().strip() or None,
            "url": self.url.text().strip() or None,
            "keywords": _parts(self.keywords.text()),
            "note": self.note.toPlainText(),
        }


def _parts(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in re.split(r"[;\n]", text))))
