"""Dialog watch: keys wait while a dialog opens, until the system has given it the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.ui.session.key_queue import KeyQueue
from annotator.ui.session.keyboard_focus import ACTIVATION, LOOK, has_keyboard

_APPEARANCE = 1000
"""After so many looks without a sight of a dialog what was pressed for it is forgotten, as with Esc."""


def _nothing() -> None:
    pass


class DialogWatch(QObject):
    """Watch: the keys of ``keys`` wait for dialogs that commands open, or that come while they wait for others."""

    def __init__(self, keys: KeyQueue) -> None:
        super().__init__(keys)
        self._keys, self._is_blocking = keys, False
        keys.unblock = self._unblock

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Let keys wait while a command is carried out, and until a dialog that it opens has the keyboard.

        What opens a dialog may return when that is closed: who watches is set going before.
        """
        before, is_done = QApplication.activeModalWidget(), False
        look = self._watch(_Opening(lambda: _opened_since(before), lambda: not is_done))
        try:
            yield
        finally:
            is_done = True
            look()

    def hold_until_active(self, dialog: QWidget, then: Callable[[], None] = _nothing) -> None:
        """Let keys wait until the system has given a window that was opened the keyboard; do something ``then``."""
        self._watch(_Opening(lambda: dialog if isValid(dialog) and dialog.isVisible() else None, lambda: False), then)

    def _unblock(self, window: QObject) -> bool:
        """Let a window that a dialog has just blocked hear keys, which wait, until the dialog has the keyboard.

        The system sends them there till then, and Qt would forget them, or carry out the shortcuts among them. Whether
        a window is blocked is looked at when its transient parent is set, and a dialog over no window blocks none.
        """
        dialog = QApplication.activeModalWidget()
        handle = dialog.windowHandle() if dialog is not None else None
        if self._is_blocking or dialog is None or handle is None or not isinstance(window, QWindow):
            return False
        modality, parent = handle.modality(), handle.transientParent()
        handle.setModality(Qt.WindowModality.WindowModal)
        handle.setTransientParent(None)  # type: ignore[arg-type]
        _look_whether_blocked(window)
        handle.setModality(modality)
        handle.setTransientParent(parent)
        self.hold_until_active(dialog, lambda: self._block(window))
        return True

    def _block(self, window: QWindow) -> None:
        """Have a window blocked again by the dialog that is over it, if that is still there."""
        if isValid(window):
            self._is_blocking = True
            _look_whether_blocked(window)
            self._is_blocking = False

    def _watch(self, opening: _Opening, then: Callable[[], None] = _nothing) -> Callable[[], None]:
        """Let keys wait until the window that opens has the keyboard, but not for ever.

        What is returned looks for that now.
        """
        timer = QTimer(self)

        def stop() -> None:
            timer.stop()
            timer.deleteLater()
            then()

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
        self._unseen = self._seen = 0

    def is_over(self) -> bool:
        """Look whether it has the keyboard, or is gone; it is not waited for for long once it is seen."""
        dialog = self._opened()
        if dialog is None:
            return bool(self._seen) or not self._may_come()
        window = dialog.windowHandle()
        if window is not None and window.isExposed():
            self._seen += 1
        else:
            self._unseen += 1
        return self._seen > ACTIVATION or (window is not None and has_keyboard(window))

    def is_in_vain(self) -> bool:
        """Whether it was opened long ago and has never been seen, as on a screen that shows something else."""
        return not self._seen and self._unseen > _APPEARANCE


def _look_whether_blocked(window: QWindow) -> None:
    window.setTransientParent(window.transientParent())


def _opened_since(before: QWidget | None) -> QWidget | None:
    """The modal window that was opened since this one was the last; None if there is none."""
    there = QApplication.activeModalWidget()
    return there if there is not before else None
