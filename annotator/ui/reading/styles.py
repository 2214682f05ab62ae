"""Styles: how parts of an article that are no plain paragraphs are set, by their roles; what is not of it is grey."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont

from annotator.model import Role
from annotator.ui.appearance.theme import Theme
from annotator.ui.reading.layout import Metrics, Style
from annotator.ui.session.document import Document


def styles_of(document: Document, metrics: Metrics, theme: Theme) -> dict[int, Style]:
    """The styles of the blocks that have one, by the number of the line."""
    if not document.article.blocks and not document.boilerplate:
        return {}
    indent = round(metrics.font.pixelSize() * 1.3)
    muted = QColor(theme.muted)
    by_role = {
        Role.HEADING: Style(_font(metrics.font, size=1.14, bold=True)),
        Role.CAPTION: Style(_font(metrics.font, size=0.84), muted),
        Role.LIST_ITEM: Style(metrics.font, indent=indent, bullet=True),
        Role.QUOTE: Style(_font(metrics.font, italic=True), indent=indent),
    }
    found: dict[int, Style] = {}
    spans = [(b.start, b.end, by_role[b.role]) for b in document.article.blocks if b.role in by_role]
    spans += [(start, end, Style(_font(metrics.font, size=0.84), muted)) for start, end in document.boilerplate]
    text, number, at = document.text.replace("\u2029", "\n"), 0, 0
    for start, end, style in sorted(spans, key=lambda span: span[0]):
        number, at = number + text.count("\n", at, start), start
        for one in range(number, number + text.count("\n", start, end) + 1):
            found[one] = style
    return found


def _font(plain: QFont, *, size: float = 1.0, bold: bool = False, italic: bool = False) -> QFont:
    font = QFont(plain)
    font.setPixelSize(round(plain.pixelSize() * size))
    font.setBold(bold)
    font.setItalic(italic)
    return font
