"""Worker: one thread does everything with the database, one thing after another."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError, not_loaded

if TYPE_CHECKING:
    from queue import SimpleQueue
    from threading import Thread

T = TypeVar("T")

_Request = tuple[Callable[[], Any], Callable[[Any], object], Callable[[str], object]]
"""What the thread is to do; what is done at home with its result, or with the sentence that says why there is none."""


def _ignore(_: object) -> None:
    """Nothing is to come home of this work."""


log = logging.getLogger(__name__)


class Worker(QObject):
    """A thread whose results come home, in order, to the thread that made the lane."""

    failed = Signal(str)
    """A sentence: work of this lane did not succeed."""

    _home = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._home.connect(self._arrive)
        self._is_shut = False
        self._under_way = 0
        self._want_idle: list[Callable[[], None]] = []

    @cached_property
    def _asked(self) -> SimpleQueue[_Request | None]:
        from queue import SimpleQueue

        return SimpleQueue()

    @cached_property
    def _thread(self) -> Thread:
        from threading import Thread

        sys.setswitchinterval(0.001)  # the window waits no longer than this for a busy thread to let it run
        thread = Thread(target=self._drive, name=self._name, daemon=True)  # or who forgets ``shut`` hangs at the end
        thread.start()
        return thread

    def _drive(self) -> None:
        while (request := self._asked.get()) is not None:
            work, done, failed = request
            try:
                home: Callable[[], object] = partial(done, work())
            except Exception as error:
                home = partial(failed, sentence_of(error))
            self.post(home)
            del request, work, done, failed, home  # what they hold is let go while the thread waits

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], *, failed: Callable[[], None] = lambda: None
    ) -> None:
        """Run ``work`` on the thread, then ``done`` with its result at home; else ``failed``, and say why."""
        self._under_way += 1
        self._asked.put((work, partial(self._finish, done), partial(self._fail, failed)))
        _ = self._thread

    def _finish(self, done: Callable[[T], None], result: T) -> None:
        self._come_home()  # first: to show the result may open a dialog and wait for its end
        done(result)

    def _fail(self, failed: Callable[[], None], sentence: str) -> None:
        self._come_home()
        failed()
        self.failed.emit(sentence)

    def when_idle(self, call: Callable[[], None]) -> None:
        """Call ``call`` when everything that was asked for, and what follows from it, has come home."""
        if self._under_way:
            self._want_idle.append(call)
        else:
            call()

    def _come_home(self) -> None:
        self._under_way -= 1
        if self._want_idle and not self._under_way:
            QTimer.singleShot(0, self._tell_idle)  # what follows from it is asked for before

    def _tell_idle(self) -> None:
        if not self._under_way:
            calls, self._want_idle = self._want_idle, []
            for call in calls:
                call()

    def submit(self, work: Callable[[], None]) -> None:
        """Run ``work``, of which nothing is to come home, on the thread."""
        self._asked.put((work, _ignore, _ignore))
        _ = self._thread

    def wait_for(self, work: Callable[[], T]) -> T:
        """Run ``work`` on the thread and wait, on a thread of one's own, for what it returns or raises."""
        from concurrent.futures import Future

        future: Future[T] = Future()

        def attempt() -> None:
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)

        self.submit(attempt)
        return future.result()

    def post(self, call: Callable[[], object]) -> None:
        """Call ``call`` at home, after everything posted before it."""
        self._home.emit(call)

    def _arrive(self, call: Callable[[], object]) -> None:
        if not self._is_shut:
            call()

    def shut(self, last: Callable[[], None] = lambda: None) -> None:
        """Do what was asked for so far, then ``last``, and end the thread. What is on its way home is dropped."""
        self._is_shut = True
        self.submit(last)
        self._asked.put(None)
        self._thread.join()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    from PySide6.QtCore import QEventLoop

    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if is_so() else None)
    timer.start(2)
    if not is_so():
        loop.exec()


def sentence_of(error: Exception) -> str:
    """What a person is told of an error: its own words if the world failed; else that we did, with a log of it."""
    if isinstance(error, AnnotatorError):
        return str(error)
    log.error("unexpected", exc_info=error)
    if isinstance(error, ImportError):
        return not_loaded(error)
    return (
        "Something went wrong in the program; it was not your doing. What was saved before is safe. "
        "The details are in annotator.log, in the folder of the library."
    )
