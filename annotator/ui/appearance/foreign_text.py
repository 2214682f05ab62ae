"""Foreign text: names and quotes as labels, menus and tool tips show them, where nothing in them is markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication

from annotator.ui.appearance.sizes import px

_WIDEST_NAME = 360
"""How wide a name may be in a menu or a box, in pixels at 100 %."""

_MOST = 2_000
"""How many characters a tool tip shows."""


def as_tip(text: str) -> str:
    """A foreign text as a tool tip or the label of a question: Qt would take it for rich text if it looked so."""
    return f"<qt>{escape_markup(beginning(text, _MOST))}</qt>" if text else ""


def escape_markup(text: str) -> str:
    """A foreign text within rich text. Few have a sign to escape, and the module that does so is slow to load."""
    if not any(sign in text for sign in "&<>\"'"):
        return text
    from html import escape

    return escape(text)


def elide_name(name: str, widest: int = _WIDEST_NAME) -> str:
    """A name as a menu or a box shows it: on one line, and no wider than what stands around it can bear."""
    metrics = QFontMetrics(QGuiApplication.font())
    return metrics.elidedText(one_line(name), Qt.TextElideMode.ElideMiddle, px(widest))


def one_line(text: str) -> str:
    """A text with every line end and tab as a space."""
    return " ".join(text.split())


def beginning(text: str, most: int) -> str:
    """So many characters of a text at most, on one line; the rest is cut off between words, if that can be, as “…”."""
    if len(text) <= most:
        return one_line(text)
    cut = one_line(text[: most - 1])
    blank = cut.rfind(" ")
    return (cut[:blank] if blank > most // 2 else cut) + "…"
