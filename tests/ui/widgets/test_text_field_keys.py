"""Whose a key is in a field: every key of the table of commands, in every kind of field of the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from annotator.storage.store import Store
from annotator.ui.commands.table import COMMANDS, Scope
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS, NONE, SHIFT

ALT = Qt.KeyboardModifier.AltModifier
MOVING = {"Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Return", "Enter", "Tab", "Backspace", "Del"}
TEXT_ONLY = {f"Ctrl+{key}" for key in "ACVXYZ"} | {"Ctrl+Shift+Z"}


def find_line(desk: Desk) -> QWidget:
    desk.window.bench.findbar.open()
    desk.settle()
    return desk.window.bench.findbar.line


def picker_line(desk: Desk) -> QWidget:
    desk.window.bench.linking.picker.open("Sources", [])
    return desk.window.bench.linking.picker.line


def attribute(desk: Desk, kind: type[QWidget]) -> QWidget:
    details = desk.window.inspector.details
    details.more.setChecked(True)
    desk.qtbot.wait(1)
    return next(one for one in details.findChildren(kind) if one.isVisible())


def suggestion_choice(desk: Desk) -> QWidget:
    desk.window.bench.side.turn_to(desk.window.bench.suggestions)
    return desk.window.bench.suggestions.tag


FIELDS: dict[str, Callable[[Desk], QWidget]] = {
    "search": lambda desk: desk.window.library.search,
    "filter": lambda desk: desk.window.inspector.search,
    "note": lambda desk: desk.window.inspector.note,
    "attribute": lambda desk: attribute(desk, QLineEdit),
    "attribute of choices": lambda desk: attribute(desk, QComboBox),
    "choice": suggestion_choice,
    "find": find_line,
    "picker": picker_line,
}


def belongs_to_field(keys: str, *, is_text: bool) -> bool:
    """What a person expects of a key, in the notation of the table."""
    last = keys if len(keys) == 1 else keys.rpartition("+")[2]
    plain = keys.removeprefix("Shift+")
    return last in MOVING or plain == "Space" or len(plain) == 1 or (is_text and keys in TEXT_ONLY)


def press(desk: Desk, keys: str) -> None:
    """Press a key as the system hands it to the window, with the character it types."""
    combination: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
    key, held = combination.key(), combination.keyboardModifiers()
    text = chr(key) if key < 0x1000000 and held & ~SHIFT == NONE else ""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(desk.window.windowHandle(), QKeyEvent(kind, key, held, text.lower()))


@pytest.fixture
def listening(desk: Desk) -> list[str]:
    """Every command says that it was given and does nothing else."""
    desk.mark("Port Ellery", KEYS["location"])
    given: list[str] = []
    for id_, action in desk.window.actions_by_id.items():
        action.triggered.disconnect()
        action.triggered.connect(lambda _=False, command=id_: given.append(command))
        action.setEnabled(True)
    return given


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_keeps_what_types_edits_and_moves_and_all_else_is_a_command(
    desk: Desk, listening: list[str], name: str
) -> None:
    field = FIELDS[name](desk)
    is_text = not isinstance(field, QComboBox)
    wrong = []
    for command in COMMANDS:
        for keys in command.keys:
            desk.until(lambda: not desk.window.keys.is_holding)
            field.setFocus()
            assert desk.window.focusWidget() is field
            listening.clear()
            press(desk, keys)
            if isinstance(field, QComboBox):
                field.hidePopup()
            elif name == "picker":
                field = picker_line(desk)
            is_command = command.scope is Scope.WINDOW and not belongs_to_field(keys, is_text=is_text)
            if listening != ([command.id] if is_command else []):
                wrong.append((command.id, keys, list(listening)))
    assert not wrong


@pytest.mark.parametrize("name", ["search", "filter", "attribute", "find", "picker"])
def test_typing_is_typing_with_every_modifier_that_types(desk: Desk, listening: list[str], name: str) -> None:
    line = FIELDS[name](desk)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    desk.type("/[]+-? 1sL{}", line)
    alt_gr = CONTROL | ALT  # as Windows has it
    for key, held, text in (
        (Qt.Key.Key_BracketLeft, alt_gr, "["),
        (Qt.Key.Key_At, alt_gr, "@"),
        (Qt.Key.Key_Q, NONE, "ł"),
    ):
        QApplication.sendEvent(desk.window.windowHandle(), QKeyEvent(QEvent.Type.KeyPress, key, held, text))
    assert (line.text(), listening) == ("/[]+-? 1sL{}[@ł", [])


def test_a_key_of_ones_own_is_typed_in_a_field_too(desk: Desk, listening: list[str]) -> None:
    desk.window.actions_by_id["export"].setShortcut(QKeySequence("X"))
    for name in ("search", "attribute of choices"):
        FIELDS[name](desk).setFocus()
        press(desk, "X")
    assert listening == [] and desk.window.library.search.text() == "x"
    desk.window.view.setFocus()
    press(desk, "X")
    assert listening == ["export"]


# What was typed is handed over before a command


@pytest.fixture
def writing(desk: Desk) -> Desk:
    """A note is being written, and nothing of it is stored yet."""
    desk.mark("Port Ellery", KEYS["location"])
    desk.press(Qt.Key.Key_N)
    desk.type("harbour", desk.window.inspector.note)
    assert [a.note for a in desk.stored()] == [""]
    return desk


def test_quit_in_a_note_stores_it(writing: Desk) -> None:
    with Store.open(writing.path, read_only=True) as store:
        (article,) = store.articles()
    QTest.keyClick(writing.window.windowHandle(), Qt.Key.Key_Q, CONTROL)
    writing.until(lambda: not writing.window.isVisible())
    with Store.open(writing.path, read_only=True) as store:
        content = store.content(article.id)
    assert content is not None and [a.note for a in content.annotations] == ["harbour"]


def test_the_history_asked_for_in_a_note_has_it(writing: Desk) -> None:
    QTest.keyClick(writing.window.windowHandle(), Qt.Key.Key_H, CONTROL)
    writing.settle()
    history = writing.window.bench.dialogs.history
    assert history is not None and history.model.index(0).data().find("Write 1 note") > 0


def test_export_asked_for_in_a_note_opens_when_it_is_stored(writing: Desk) -> None:
    notes: list[list[str]] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            notes.append([a.note for a in writing.stored()])
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

    looking = QTimer()
    looking.timeout.connect(close)
    looking.start(20)
    QTest.keyClick(writing.window.windowHandle(), Qt.Key.Key_E, CONTROL)
    writing.until(lambda: notes)
    assert notes[0] == ["harbour"]


def test_panes_are_hidden_and_shown_from_a_field(desk: Desk) -> None:
    desk.window.library.search.setFocus()
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_F8)
    assert desk.window.panes.inspector.isHidden()
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_F8)
    assert not desk.window.panes.inspector.isHidden()
