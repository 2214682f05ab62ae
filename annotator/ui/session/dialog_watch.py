"""Dialog watch: keys wait while a dialog opens, until the system has given it the keyboard.

They come to the window below meanwhile, where Qt forgets them or takes them for the commands of that window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEventLoop, QKeyCombination, QObject, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from annotator.ui.session.input_events import strokes_of
from annotator.ui.session.key_queue import KeyQueue
from annotator.ui.session.keyboard_focus import ACTIVATION, LOOK, has_keyboard

_APPEARANCE = 5.0
"""After so many seconds without a sight of a dialog what was pressed for it is forgotten, as with Esc."""


class DialogWatch(QObject):
    """Has the keys of ``keys`` wait for dialogs that commands open, or that come while they wait for something else."""

    def __init__(self, keys: KeyQueue) -> None:
        super().__init__(keys)
        self._keys = keys
        keys.dialog_shows.connect(self._take_what_is_on_its_way)

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Let keys wait while a command is carried out, and until a dialog that it opens has the keyboard.

        What opens a dialog may return when that is closed: who watches is set going before.
        """
        before, is_done = QApplication.activeModalWidget(), False
        look = self._watch(lambda: _opened_since(before), lambda: not is_done)
        try:
            yield
        finally:
            is_done = True
            look()

    def hold_until_active(self, dialog: QWidget) -> None:
        """Let keys wait until the system has given a window that was opened beside ours the keyboard."""
        self._watch(lambda: dialog if isValid(dialog) and dialog.isVisible() else None, lambda: False)

    def take_back(self, keys: QKeySequence) -> bool:
        """Whether the keys of a command of the window were meant for a dialog over it; they wait for that then.

        Until the system gives a modal dialog the keyboard, Qt still carries out the shortcuts of the window below.
        """
        if QApplication.activeModalWidget() is None or keys.isEmpty():
            return False
        pressed: QKeyCombination = keys[0]  # type: ignore[index]
        return self._keys.add(strokes_of(pressed))

    def _take_what_is_on_its_way(self, dialog: QDialog) -> None:
        """Hold the keys that the system has sent already: once the dialog is shown, Qt drops them.

        Timers do not fire meanwhile: the flag says so on Wayland too, in spite of its name. What was posted is heard a
        little earlier than by the loop that the dialog comes into next.
        """
        self.hold_until_active(dialog)
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.X11ExcludeTimers)

    def _watch(self, opened: Callable[[], QWidget | None], may_come: Callable[[], bool]) -> Callable[[], None]:
        """Let keys wait until the window that is opened has the keyboard, but not for ever.

        What is returned looks for that now.
        """
        timer, opening = QTimer(self), _Opening(opened, may_come)

        def stop() -> None:
            timer.stop()
            timer.deleteLater()

        release = self._keys.hold(given_up=stop)

        def look() -> None:
            if not isValid(timer) or not timer.isActive():
                return
            if opening.is_over():
                stop()
                release()
            elif opening.is_in_vain():
                self._keys.give_up()

        timer.timeout.connect(look)
        timer.start(LOOK)
        return look


class _Opening:
    """A window that opens: ``opened`` is it, once it is there; ``may_come`` is false when it will not come any more."""

    def __init__(self, opened: Callable[[], QWidget | None], may_come: Callable[[], bool]) -> None:
        self._opened, self._may_come = opened, may_come
        self._open_since = self._seen_since = 0.0

    def is_over(self) -> bool:
        """Whether it has the keyboard, or is gone; it is not waited for for long once it is seen."""
        dialog = self._opened()
        if dialog is None:
            return bool(self._seen_since) or not self._may_come()
        self._open_since = self._open_since or monotonic()
        window = dialog.windowHandle()
        if window is not None and window.isExposed():
            self._seen_since = self._seen_since or monotonic()
        is_late = bool(self._seen_since) and monotonic() - self._seen_since > ACTIVATION
        return is_late or (window is not None and has_keyboard(window))

    def is_in_vain(self) -> bool:
        """Whether it was opened long ago and has never been seen, as on a screen that shows something else."""
        return bool(self._open_since) and not self._seen_since and monotonic() - self._open_since > _APPEARANCE


def _opened_since(before: QWidget | None) -> QWidget | None:
    """The modal window that was opened since this one was the last; None if there is none."""
    there = QApplication.activeModalWidget()
    return there if there is not before else None
