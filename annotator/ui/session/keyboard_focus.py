"""Keyboard focus among windows: which one the system's keys go to, and which one they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow  # its enumerations are slow to make

ACTIVATION, LOOK = 100, 5
"""How often it is looked whether a window has got the keyboard, and after how many milliseconds again. Looks are
counted, for while the program stands still it cannot hear that a window has got it."""


def has_keyboard(window: QWindow) -> bool:
    """Whether the system's keys go to this window; Qt calls a dialog active as soon as the window below it is."""
    return QGuiApplication.focusWindow() is window


def listener() -> QWindow | None:
    """The window that the keys are for: an open dialog, though the system may not have given it the keyboard yet."""
    dialog = QApplication.activeModalWidget()
    return dialog.windowHandle() if dialog is not None else QGuiApplication.focusWindow()
