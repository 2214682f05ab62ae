"""Debouncer: a call that waits for a pause, and begins to wait anew each time it is started before that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Debouncer(QTimer):
    """Debounced call: made once, so many milliseconds after the last ``start``; ``stop`` takes that back."""

    def __init__(self, parent: QObject, pause: int, call: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(pause)
        self.timeout.connect(call)

    def start(self, *_: object) -> None:
        """Wait from now on; what a signal brings along is no interval."""
        super().start()
