"""A call that waits for a pause."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QScrollBar
from pytestqt.qtbot import QtBot

from annotator.ui.session.debouncer import Debouncer


def test_many_starts_make_one_call(qtbot: QtBot) -> None:
    owner, calls = QObject(), list[int]()
    debouncer = Debouncer(owner, 20, lambda: calls.append(1))
    for _ in range(3):
        debouncer.start()
    qtbot.waitUntil(lambda: bool(calls))
    qtbot.wait(60)
    assert calls == [1]


def test_what_is_stopped_is_not_called(qtbot: QtBot) -> None:
    owner, calls = QObject(), list[int]()
    debouncer = Debouncer(owner, 0, lambda: calls.append(1))
    debouncer.start()
    debouncer.stop()
    qtbot.wait(20)
    assert calls == []


def test_the_value_of_a_signal_is_no_interval(qtbot: QtBot) -> None:
    bar, calls = QScrollBar(), list[int]()
    qtbot.addWidget(bar)
    bar.setRange(0, 1_000_000)
    debouncer = Debouncer(bar, 10, lambda: calls.append(1))
    bar.valueChanged.connect(debouncer.start)
    bar.setValue(500_000)
    assert debouncer.interval() == 10
    qtbot.waitUntil(lambda: bool(calls))
