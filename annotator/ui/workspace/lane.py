"""The store's single lane: one thread does everything with the database, one thing after another."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

log = logging.getLogger(__name__)


class Lane(QObject):
    """A thread whose results come home, in order, to the thread that made the lane."""

    failed = Signal(str)
    """A sentence: work of this lane did not succeed."""

    _home = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._home.connect(lambda call: call())

    @cached_property
    def _thread(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        sys.setswitchinterval(0.001)  # the window waits no longer than this for a busy thread to let it run
        return ThreadPoolExecutor(1, self._name)

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], *, failed: Callable[[], None] = lambda: None
    ) -> None:
        """Run ``work`` on the thread, then ``done`` with its result at home; else ``failed``, and say why."""

        def attempt() -> None:
            try:
                result = work()
            except Exception as error:
                sentence = sentence_of(error)

                def tell() -> None:
                    failed()
                    self.failed.emit(sentence)

                self.post(tell)
            else:
                self.post(lambda: done(result))

        self._thread.submit(attempt)

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Run ``work`` on the thread for somebody who waits for it on a thread of their own."""
        return self._thread.submit(work)

    def post(self, call: Callable[[], None]) -> None:
        """Call ``call`` at home, after everything posted before it."""
        self._home.emit(call)

    def shut(self, last: Callable[[], None] = lambda: None) -> None:
        """Do what was asked for so far, then ``last``, and end the thread."""
        self._thread.submit(last)
        self._thread.shutdown()


def sentence_of(error: Exception) -> str:
    """What a person is told of an error: its own words if the world failed; else that we did, with a log of it."""
    if isinstance(error, AnnotatorError):
        return str(error)
    log.error("unexpected", exc_info=error)
    return (
        "Something went wrong in the program; it was not your doing. What was saved before is safe. "
        "The details are in annotator.log, in the folder of the library."
    )
