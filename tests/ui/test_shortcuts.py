from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from annotator.ui.commands import COMMANDS
from annotator.ui.help import KeySheet
from annotator.ui.shortcuts import ShortcutDialog
from tests.ui.conftest import Desk


def dialog(desk: Desk) -> ShortcutDialog:
    made = ShortcutDialog(desk.window.actions_by_id, desk.window.settings, desk.window)
    made.show()
    return made


def give(made: ShortcutDialog, command: str, key: Qt.Key) -> None:
    made.choose(command)
    QTest.keyClick(made.edit, key)
    made.set.click()


def test_other_keys_are_heard_and_remembered(desk: Desk, make_desk: Callable[[], Desk]) -> None:
    made = dialog(desk)
    give(made, "tag_claim", Qt.Key.Key_Q)
    assert made.said.text() == ""
    made.close()
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    desk.select("storm")
    desk.press(Qt.Key.Key_1)
    desk.settle()
    assert desk.stored() == []
    desk.press(Qt.Key.Key_Q)
    desk.settle()
    assert [a.tag for a in desk.stored()] == ["claim"]
    sheet = KeySheet(desk.window.actions_by_id, desk.window)
    sheet.deleteLater()
    desk.window.close()
    again = make_desk()
    assert again.window.actions_by_id["tag_claim"].shortcut() == QKeySequence("Q")


def test_a_clash_is_refused_with_the_name_of_the_other(desk: Desk) -> None:
    made = dialog(desk)
    give(made, "tag_claim", Qt.Key.Key_N)
    assert "“Note”" in made.said.text()
    assert desk.window.actions_by_id["tag_claim"].shortcut() == QKeySequence("1")
    made.choose("note")
    made.none.click()
    give(made, "tag_claim", Qt.Key.Key_N)
    assert desk.window.actions_by_id["tag_claim"].shortcut() == QKeySequence("N")
    made.choose("note")
    made.restore.click()
    assert "belong to “Claim”" in made.said.text()
    made.choose("tag_claim")
    made.restore.click()
    assert desk.window.actions_by_id["tag_claim"].shortcut() == QKeySequence("1")
    made.close()


def test_every_command_has_the_keys_of_the_table(desk: Desk) -> None:
    for command in COMMANDS:
        keys = [QKeySequence(k) for k in command.keys]
        assert desk.window.actions_by_id[command.id].shortcuts() == keys, command.id
