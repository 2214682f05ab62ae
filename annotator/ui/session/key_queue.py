"""Keys pressed before an answer came: they wait for it, and are heard in their order when it is there.

The window stays alive meanwhile: only what is pressed waits. Who waits for longer than a moment can give it up with Esc
or a click, and what was pressed in vain is forgotten then.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow  # its enumerations are slow to make

    from annotator.ui.session.jobs import Job

_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier

_MOMENT = 1.0
"""Within so many seconds of the last key Esc and the mouse wait as well: they were pressed without a look."""

_ACTIVATION, _LOOK = 0.5, 5
"""How many seconds a dialog may take to get the keyboard, and after how many milliseconds that is looked for again."""

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_CLICKS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_MOUSE = (*_CLICKS, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove)
_RESTS = (QEvent.Type.KeyRelease, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove)
_HELD = frozenset((*_KEYS, *_MOUSE, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod))


def _nobody() -> None:
    pass


class KeyQueue(QObject):
    """What is pressed while an answer is awaited; ``when_done`` calls what it is handed when all work is done."""

    def __init__(self, window: QWidget, when_done: Callable[[Callable[[], None]], None]) -> None:
        super().__init__(window)
        self._window, self._when_done = window, when_done
        holds: dict[object, Callable[[], None]] = {}
        self._holds = holds
        window.destroyed.connect(lambda _: holds.clear())  # what is released later has nobody to tell
        self._pressed: deque[tuple[QObject, QEvent]] = deque()
        self._since = self._called = 0.0
        self._is_delivering = self._is_shut = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._deliver)

    @property
    def is_holding(self) -> bool:
        """Whether what is pressed now has to wait."""
        return bool(self._holds or self._pressed)

    def hold(self, given_up: Callable[[], None] = _nobody) -> Callable[[], None]:
        """Let keys wait until what is returned is called; ``given_up`` is called if the person will not wait."""
        if self._is_shut:
            return _nobody
        if not self.is_holding:
            self._since = monotonic()
            QGuiApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        token = object()
        self._holds[token] = given_up

        def release() -> None:
            if self._holds.pop(token, None) is not None and not self._holds:
                self._called = monotonic()
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

    def take_back(self, keys: QKeySequence) -> bool:
        """Whether the keys of a command of the window were meant for a dialog over it; they wait for that then.

        Until the system gives a modal dialog the keyboard, Qt still carries out the shortcuts of the window below.
        """
        if not self._holds or QApplication.activeModalWidget() is None or keys.isEmpty():
            return False
        pressed: QKeyCombination = keys[0]  # type: ignore[index]
        key, held = pressed.key(), pressed.keyboardModifiers()
        text = chr(key) if key < Qt.Key.Key_Escape and held in (_NONE, _SHIFT) else ""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._pressed.append((self._window, QKeyEvent(kind, key, held, text if held else text.lower())))
        return True

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

    def _watch(self, opened: Callable[[], QWidget | None], may_come: Callable[[], bool]) -> Callable[[], None]:
        """Let keys wait until the window that is opened has the keyboard; once it is seen, not for long.

        What is returned looks for that now.
        """
        watch, release, seen = QTimer(self), self.hold(), [0.0]

        def look() -> None:
            if not isValid(watch):
                return
            dialog = opened()
            window = dialog.windowHandle() if dialog is not None else None
            if window is not None and window.isExposed():
                seen[0] = seen[0] or monotonic()
            is_late = bool(seen[0]) and monotonic() - seen[0] > _ACTIVATION
            is_gone = dialog is None and (bool(seen[0]) or not may_come())
            if is_gone or is_late or (window is not None and _has_keyboard(window)):
                watch.stop()
                watch.deleteLater()
                release()

        watch.timeout.connect(look)
        watch.start(_LOOK)
        return look

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
            QGuiApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def _deliver(self) -> None:
        """Hand the next one over. The one after it is called first: this one may open a dialog and wait for its end."""
        if self._holds or not self._pressed:
            return
        window = _listener() or self._window.windowHandle()
        if window is not None and not _has_keyboard(window) and monotonic() - self._called < _ACTIVATION:
            self._next.start(_LOOK)
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
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog) and watched.isModal():
            # Once it is there Qt forgets keys of the window below it: those that are on their way are held before.
            self.hold_until_active(watched)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            return False
        if event.type() not in _HELD or self._is_own(event) or self._goes_on(event):
            return False
        if self._is_impatient(event):
            self.give_up()
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # not a shortcut now: the key itself comes next, and waits
        else:
            self._pressed.append((watched, _copy(event)))
            self._since = monotonic()
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
        return gesture and event.type() != QEvent.Type.KeyRelease and monotonic() - self._since > _MOMENT


def _opened_since(before: QWidget | None) -> QWidget | None:
    """The modal window that was opened since this one was the last; None if there is none."""
    there = QApplication.activeModalWidget()
    return there if there is not before else None


def _has_keyboard(window: QWindow) -> bool:
    """Whether the system's keys go to this window; Qt calls a dialog active as soon as the window below it is."""
    return QGuiApplication.focusWindow() is window


def _listener() -> QWindow | None:
    """The window that the keys are for: an open dialog, though the system may not have given it the keyboard yet."""
    dialog = QApplication.activeModalWidget()
    return dialog.windowHandle() if dialog is not None else QGuiApplication.focusWindow()


def _copy(event: QEvent) -> QEvent:
    """The same event once more: Qt's own does not outlive its delivery."""
    if isinstance(event, QKeyEvent):
        native = (event.nativeScanCode(), event.nativeVirtualKey(), event.nativeModifiers())
        rest = (event.text(), event.isAutoRepeat(), event.count())
        return QKeyEvent(event.type(), event.key(), event.modifiers(), *native, *rest)
    if isinstance(event, QInputMethodEvent):
        composed = QInputMethodEvent(event.preeditString(), event.attributes())
        composed.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
        return composed
    assert isinstance(event, QMouseEvent)
    places = (event.position(), event.scenePosition(), event.globalPosition())
    return QMouseEvent(event.type(), *places, event.button(), event.buttons(), event.modifiers())
