from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.ui.commands.palette import in_order
from annotator.ui.commands.table import COMMANDS
from annotator.ui.widgets.picker import Choice, Picker
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS


def test_a_few_letters_find_a_command_and_enter_does_it(desk: Desk) -> None:
    desk.select("Port Ellery")
    desk.press(Qt.Key.Key_K, CONTROL)
    picker = desk.window.bench.palette.picker
    assert picker.isVisible()
    desk.type("locat", picker.line)
    assert picker.model.shown[0].id == "tag_location" and picker.model.shown[0].aside == "4"
    desk.press(Qt.Key.Key_Return, on=picker.line)
    desk.until(lambda: len(desk.stored()) == 1)
    desk.settle()
    assert desk.stored()[0].tag == "location"
    assert desk.window.focusWidget() is desk.window.view
    desk.press(Qt.Key.Key_K, CONTROL)
    assert picker.model.shown[0].id == "tag_location"
    desk.press(Qt.Key.Key_Escape, on=desk.window)
    assert not picker.isVisible()


def test_a_command_of_a_submenu_says_what_it_is_about(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, CONTROL)
    picker = desk.window.bench.palette.picker
    desk.type("interface 130", picker.line)
    assert picker.model.shown[0] == Choice("size_130", "Interface size: 130 %")


def test_it_works_from_a_field_and_gives_the_focus_back(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    desk.window.inspector.note.setFocus()
    desk.press(Qt.Key.Key_K, CONTROL)
    assert desk.window.bench.palette.picker.isVisible()
    desk.press(Qt.Key.Key_Escape, on=desk.window)
    assert desk.window.focusWidget() is desk.window.inspector.note


def test_every_enabled_command_is_offered(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, CONTROL)
    offered = {c.id for c in desk.window.bench.palette.picker.model.shown}
    enabled = {c.id for c in COMMANDS if desk.window.actions_by_id[c.id].isEnabled()} - {"palette"}
    assert offered == enabled


def test_the_palette_is_as_high_as_what_is_found(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, CONTROL)
    picker = desk.window.bench.palette.picker
    whole = picker.height()
    for typed in ("select paragraph", "qqqq"):
        picker.line.clear()
        desk.type(typed, picker.line)
        desk.qtbot.wait(1)
        row = picker.list.sizeHintForRow(0) if picker.model.shown else 26
        assert len(picker.model.shown) <= 1 and row <= picker.list.height() <= 2 * row + 4
        assert picker.height() < whole and picker.rect().contains(picker.list.geometry())
    picker.line.clear()
    assert picker.height() == whole


def test_a_straight_apostrophe_finds_the_typographic_one(desk: Desk) -> None:
    desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_K, CONTROL)
    picker = desk.window.bench.palette.picker
    desk.type("author's", picker.line)
    assert [c.id for c in picker.model.shown] == ["authors_own"]


def test_every_picker_folds_what_is_typed() -> None:
    picker = Picker(QWidget(), "Sources")
    picker.model.offer([Choice("1", "The spokeswoman’s aide"), Choice("2", "“Café – René”"), Choice("3", "rene")])
    for typed, found in (("woman's", ["1"]), ('"cafe - ', ["2"]), ("RENÉ", ["3", "2"])):
        picker.model.filter(typed)
        assert [c.id for c in picker.model.shown] == found, typed


def test_letters_in_order() -> None:
    assert in_order("slp", "Select paragraph") and not in_order("pls", "Select paragraph")
