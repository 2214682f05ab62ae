"""Jobs: work that takes longer than a moment: done on a thread of its own, with progress, and stopped when asked."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from annotator.errors import Cancelled

_OFTEN = 0.03
"""Within one per cent progress is told after so many seconds: tens of thousands of signals would hold the window up."""


class Job(QObject):
    """A job: one piece of such work, not begun yet. Its signals come home to the thread that made it."""

    progressed = Signal(int, int)
    """How many pieces are done, and of how many; 0 if that is not known."""

    finished = Signal(object)
    """The result. A job that was stopped has one too, if something was done and kept."""

    failed = Signal(str)
    """A sentence."""

    def __init__(self, label: str, begin: Callable[[Job], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._begin = begin
        self._stop = Event()
        self._told, self._percent = 0.0, -1
        self.is_wanted = False
        """Whether a person wants what it brings in or writes: the window is not closed over it unasked."""
        self.interrupt: Callable[[], object] = lambda: None
        """Called when the work is asked to stop: to give the piece in hand up, where that can be done."""

    def tell(self, who: QObject, done: Callable[[Any], object], failed: Callable[[str], object]) -> None:
        """Hand the result or the sentence to ``who``, if it is still there then: a dialog may be closed meanwhile."""
        self.finished.connect(lambda result: done(result) if isValid(who) else None)
        self.failed.connect(lambda sentence: failed(sentence) if isValid(who) else None)

    def start(self) -> None:
        """Begin, once everybody who wants to hear of it is connected."""
        self._begin(self)

    def cancel(self) -> None:
        """Ask the work to stop; it does so after the piece in hand, or gives that up."""
        self._stop.set()
        self.interrupt()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self._stop.is_set()

    def step(self, done: int, total: int) -> None:
        """Say how far the work is, from whatever thread; ``total`` is 0 if it is not known what is to come.

        Raises Cancelled if it is to stop.
        """
        if self.stopped:
            raise Cancelled
        percent, moment = done * 100 // max(total, 1), monotonic()
        if percent != self._percent or moment - self._told >= _OFTEN:
            self._percent, self._told = percent, moment
            self.progressed.emit(done, total)
