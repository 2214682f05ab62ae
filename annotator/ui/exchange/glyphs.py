"""Characters that no typeface has: what is printed of them is a box."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from PySide6.QtGui import QTextLayout

from annotator.model import Content
from annotator.ui.exchange.article_document import text_font

_UNSEEN = {"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"}


def faceless(content: Content) -> list[str]:
    """The characters of an article and its notes that are in none of the typefaces there are."""
    article = content.article
    texts: Iterable[str] = (article.text, article.title, article.note, *(a.note for a in content.annotations))
    there = {c for text in texts for c in set(text) if not c.isascii() and unicodedata.category(c) not in _UNSEEN}
    return sorted(c for c in there if _is_box(c))


def _is_box(character: str) -> bool:
    layout = QTextLayout(character, text_font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())
