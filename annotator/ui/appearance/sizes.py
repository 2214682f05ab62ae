"""Interface size: the one size of type that everything in the window but the article is in proportion to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TYPE = 13
"""The size of the window's type at 100 %, in pixels."""


def px(length: float) -> int:
    """A length that is ``length`` pixels at 100 %, in pixels at the interface size that was chosen."""
    size = QGuiApplication.font().pixelSize()  # -1 while the application is not dressed
    return round(length * size / TYPE) if size > 0 else round(length)


_FRAME = QSize(40, 80)
"""What a desktop puts around a window, in pixels, with some air."""


def resize_dialog(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog this size, in pixels at 100 %, as far as the screen has room for it."""
    dialog.resize(QSize(px(width), px(height)).boundedTo(dialog.screen().availableSize() - _FRAME))
