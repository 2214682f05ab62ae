"""Latest job: of several questions a newer one drops the older answer, and a key that needs the answer waits for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from annotator.ui.session.debouncer import Debouncer

T = TypeVar("T")

Answered = Callable[[T], None]
Failed = Callable[[], None]
Hold = Callable[[Callable[[], None]], Callable[[], None]]
"""Makes keys wait: takes whom to tell that they wait no longer, returns what to call when they need not."""


class LatestJob(Generic[T]):
    """Latest question: ``ask`` is handed who wants the answer, and who is told that there is none; ``show`` has it."""

    def __init__(
        self,
        ask: Callable[[Answered[T], Failed], None],
        show: Answered[T],
        hold: Hold,
        parent: QObject,
        *,
        pause: int = 0,
    ) -> None:
        self._ask, self._show, self._hold = ask, show, hold
        self._number = 0
        self._is_waiting = False
        self._acts: list[Callable[[], None]] = []
        self._release: Callable[[], None] | None = None
        self._soon = Debouncer(parent, pause, self.ask)

    @property
    def is_waiting(self) -> bool:
        """Whether a question was put, or is to be put in a moment, whose answer is not there yet."""
        return self._is_waiting

    def ask_soon(self) -> None:
        """Put the question as it will be after a pause in which nobody typed; a key that waits is not kept so long."""
        self._begin()
        if self._acts:
            self.ask()
        else:
            self._soon.start()

    def ask(self) -> None:
        """Put the question as it is now."""
        number = self._begin()
        self._soon.stop()
        self._ask(partial(self._answered, number), partial(self._failed, number))

    def then(self, act: Callable[[], None]) -> None:
        """Do this with the answer: now if it is there, else when it comes; the keys pressed meanwhile wait too."""
        if not self._is_waiting:
            act()
            return
        self._acts.append(act)
        if self._release is None:
            self._release = self._hold(self._acts.clear)
        if self._soon.isActive():
            self.ask()

    def drop(self) -> None:
        """Nobody wants the answer any more, nor what was to be done with it."""
        self._soon.stop()
        self._failed(self._begin())

    def _begin(self) -> int:
        self._number += 1
        self._is_waiting = True
        return self._number

    def _answered(self, number: int, answer: T) -> None:
        if number == self._number:
            self._is_waiting = False
            self._show(answer)
            self._end()

    def _failed(self, number: int) -> None:
        if number == self._number:
            self._number += 1
            self._is_waiting = False
            self._acts.clear()
            self._end()

    def _end(self) -> None:
        """Do what waited, unless showing the answer has put another question; then let the keys go on."""
        acts, self._acts = self._acts, []
        for act in acts:
            self.then(act)
        if not self._is_waiting and self._release is not None:
            release, self._release = self._release, None
            release()
