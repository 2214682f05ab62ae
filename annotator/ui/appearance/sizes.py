"""Interface size: the one size of type that everything in the window but the article is in proportion to."""

from PySide6.QtGui import QGuiApplication

TYPE = 13
"""The size of the window's type at 100 %, in pixels."""


def px(length: float) -> int:
    """A length that is ``length`` pixels at 100 %, in pixels at the interface size that was chosen."""
    size = QGuiApplication.font().pixelSize()  # -1 while the application is not dressed
    return round(length * size / TYPE) if size > 0 else round(length)
