from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.comfort import ComfortDialog
from annotator.ui.reading.setting import Setting
from tests.ui.conftest import Desk


def test_changes_show_at_once_are_kept_and_can_be_taken_back(desk: Desk) -> None:
    look, view = desk.window.look, desk.window.view
    column = view._layout.metrics.column
    dialog = ComfortDialog(look, desk.window)
    dialog.show()
    dialog.characters.setFocus()
    for _ in range(20):
        QTest.keyClick(dialog.characters, Qt.Key.Key_Down)
    dialog.pitch.setValue(200)
    assert view._layout.metrics.column < column and view._layout.metrics.pitch == 36
    dialog.accept()
    assert desk.window.settings.number("characters", 0) == 50
    again = ComfortDialog(look, desk.window)
    again.show()
    again.size_.setValue(30)
    assert view._layout.metrics.title_pitch > 50
    again.reject()
    assert (look.setting.size, look.setting.characters, look.setting.pitch) == (18, 50, 200)
    last = ComfortDialog(look, desk.window)
    last._restore()
    assert look.setting[1:] == Setting()[1:]
    last.accept()


def test_high_contrast_can_be_chosen(desk: Desk) -> None:
    desk.window.actions_by_id["theme_contrast"].trigger()
    assert desk.window.theme.name == "contrast" and desk.window.theme.text == "#000000"
