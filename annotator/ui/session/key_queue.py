"""Key queue: keys pressed before an answer came, which wait for it, and are heard in their order when it is there.

The window stays alive meanwhile: only what is pressed waits. Who waits for longer than a moment can give it up with Esc
or a click, and what was pressed in vain is forgotten then.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.ui.session.event_copies import copy_event
from annotator.ui.session.keyboard_focus import ACTIVATION, LOOK, has_keyboard, listener

if TYPE_CHECKING:
    from annotator.ui.session.jobs import Job

_BEAT, _MOMENT = 100, 10
"""How many milliseconds a beat has; within so many beats of the last key Esc and the mouse wait as well: they were
pressed without a look. Beats, for nobody can look at a window that stands still, and then there are none."""

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_CLICKS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_MOUSE = (*_CLICKS, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove)
_RESTS = (QEvent.Type.KeyRelease, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove)
_HELD = frozenset((*_KEYS, *_MOUSE, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod))


def _nobody() -> None:
    pass


class KeyQueue(QObject):
    """Key queue: what is pressed while an answer is awaited; ``when_done`` calls what it is handed when all is done."""

    def __init__(self, window: QWidget, when_done: Callable[[Callable[[], None]], None]) -> None:
        super().__init__(window)
        self._window, self._when_done = window, when_done
        holds: dict[object, Callable[[], None]] = {}
        self._holds = holds
        window.destroyed.connect(lambda _: holds.clear())  # what is released later has nobody to tell
        self._pressed: deque[tuple[QObject, QEvent]] = deque()
        self._beats = self._looks = 0
        self._is_delivering = self._is_shut = False
        self.unblock: Callable[[QObject], bool] = lambda _window: False
        """Called while keys wait, with the window that has the keyboard, when a dialog that is about to be shown has
        blocked it: lets it hear keys all the same, and says whether it could."""
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._deliver)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT)
        self._beat.timeout.connect(self._count_beat)

    @property
    def is_holding(self) -> bool:
        """Whether what is pressed now has to wait."""
        return bool(self._holds or self._pressed)

    def hold(self, given_up: Callable[[], None] = _nobody) -> Callable[[], None]:
        """Let keys wait until what is returned is called; ``given_up`` is called if the person will not wait."""
        if self._is_shut:
            return _nobody
        if not self.is_holding:
            self._beats = 0
            self._beat.start()
            QGuiApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        token = object()
        self._holds[token] = given_up

        def release() -> None:
            if self._holds.pop(token, None) is not None and not self._holds:
                self._looks = 0
                self._go_on()

        return release

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """Spare the look at each of thousands of events while the window makes something: keys come after it."""
        app = QGuiApplication.instance()
        app.removeEventFilter(self)  # type: ignore[union-attr]
        yield
        if self.is_holding:
            app.installEventFilter(self)  # type: ignore[union-attr]

    def hold_until_done(self) -> None:
        """Let keys wait until everything that was asked of the library is done and shown."""
        self._when_done(self.hold())

    def hold_for(self, job: Job) -> None:
        """Let keys wait until a job has ended, and what follows from it is shown."""
        release = self.hold()
        job.finished.connect(lambda _: self._when_done(release))
        job.failed.connect(lambda _: release())

    def give_up(self) -> bool:
        """Forget what was pressed and what was to be done with the answer; whether anything was pressed."""
        were_pressed = bool(self._pressed)
        self._pressed.clear()
        given_up = list(self._holds.values())
        self._holds.clear()
        for tell in given_up:
            tell()
        self._go_on()
        return were_pressed

    def shut(self) -> None:
        """Let nothing wait any more: the window is closed, and keys are for the one that may come after it."""
        self._is_shut = True
        self.give_up()

    def _go_on(self) -> None:
        if self._pressed:
            self._next.start(0)
        else:
            self._beat.stop()
            QGuiApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def _count_beat(self) -> None:
        self._beats += 1

    def _deliver(self) -> None:
        """Hand the next one over. The one after it is called first: this one may open a dialog and wait for its end."""
        if self._holds or not self._pressed:
            return
        window = listener() or self._window.windowHandle()
        if window is not None and not has_keyboard(window) and self._looks < ACTIVATION:
            self._looks += 1
            self._next.start(LOOK)
            return
        watched, event = self._pressed.popleft()
        self._go_on()
        target = window if isinstance(event, QKeyEvent) else watched
        if isinstance(event, QInputMethodEvent):
            target = QGuiApplication.focusObject()
        if target is None or not isValid(target):  # the window that was clicked is gone
            return
        self._is_delivering = True
        try:
            QApplication.sendEvent(target, event)
        finally:
            self._is_delivering = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowBlocked and watched is QGuiApplication.focusWindow():
            return self.unblock(watched)
        if event.type() not in _HELD or self._is_own(event) or self._goes_on(event):
            return False
        if self._is_impatient(event):
            self.give_up()
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # not a shortcut now: the key itself comes next, and waits
        else:
            self._pressed.append((watched, copy_event(event)))
            self._beats = 0
        return True

    def _is_own(self, event: QEvent) -> bool:
        """Whether it was handed over by us, or made by the program: what a person presses comes from the system."""
        if event.type() == QEvent.Type.InputMethod:
            return self._is_delivering
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._is_delivering and not event.spontaneous()
        return not event.spontaneous()

    def _goes_on(self, event: QEvent) -> bool:
        """Whether it is the rest of what began before anything waited, or the mouse on its way."""
        is_move = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove
        if is_move and event.buttons() == Qt.MouseButton.NoButton:  # type: ignore[attr-defined]
            return True
        return event.type() in _RESTS and not self._pressed

    def _is_impatient(self, event: QEvent) -> bool:
        gesture = event.type() in _CLICKS or (isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape)
        return gesture and event.type() != QEvent.Type.KeyRelease and self._beats >= _MOMENT
