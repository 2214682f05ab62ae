from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication, QStyleHints
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.settings import CHARACTERS, TYPEFACE, Settings
from annotator.ui.appearance.theme import theme_worn
from annotator.ui.appearance.typography import Typography
from annotator.ui.reading.reading_settings_dialog import ReadingSettingsDialog
from annotator.ui.session.session import Session
from annotator.ui.window.main_window import MainWindow
from tests.making import BRIDGE
from tests.ui.conftest import Desk


def test_changes_show_at_once_are_kept_and_can_be_taken_back(desk: Desk) -> None:
    look, view = desk.window.look, desk.window.view
    column = view._layout.metrics.column
    dialog = ReadingSettingsDialog(look, BRIDGE, desk.window)
    dialog.show()
    dialog.characters.setFocus()
    for _ in range(20):
        QTest.keyClick(dialog.characters, Qt.Key.Key_Down)
    dialog.pitch.setValue(200)
    assert view._layout.metrics.column < column and view._layout.metrics.pitch == 36
    dialog.accept()
    assert desk.window.settings.get(CHARACTERS) == 50
    again = ReadingSettingsDialog(look, BRIDGE, desk.window)
    again.show()
    again.size_.setValue(30)
    assert view._layout.metrics.title_pitch > 50
    again.reject()
    assert (look.setting.size, look.setting.characters, look.setting.pitch) == (18, 50, 200)
    last = ReadingSettingsDialog(look, BRIDGE, desk.window)
    last._restore()
    assert look.setting[1:] == Typography()[1:]
    last.accept()


def test_high_contrast_can_be_chosen(desk: Desk) -> None:
    desk.window.actions_by_id["theme_contrast"].trigger()
    assert desk.window.theme.name == "contrast" and desk.window.theme.text == "#000000"


@pytest.mark.parametrize("kept", ["No Such Face", "Noto Serif", "DejaVu Sans"])
def test_the_face_that_is_shown_is_the_face_that_is_used(make_desk: Callable[[], Desk], kept: str) -> None:
    Settings().set({TYPEFACE: kept})
    desk = make_desk()
    dialog = ReadingSettingsDialog(desk.window.look, BRIDGE, desk.window)
    used = QFontInfo(desk.window.view.font()).family()
    assert dialog.face.currentText() == dialog.face.currentFont().family() == used
    dialog.size_.setValue(20)
    assert desk.window.look.setting.family == used == QFontInfo(desk.window.view.font()).family()
    dialog.reject()
    assert Settings().get(TYPEFACE) == kept


def test_the_desktop_changes_its_colours_before_the_window_stands(
    qtbot: QtBot, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = QGuiApplication.styleHints()
    window = MainWindow(Session(library, "tester"), Settings())
    try:
        # the desktop of the tests has no colours to be changed: its answer is put in, the rest is real
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: Qt.ColorScheme.Dark)
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)  # an error in what hears it fails the test
        assert window.theme.name == theme_worn().name == "dark", "at once, not only when everything is made"
        window.show()
        qtbot.waitUntil(lambda: window.session.is_open, timeout=5000)
        assert window.theme.name == window.view._drawing._theme.name == "dark"
        monkeypatch.undo()
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
        assert window.theme.name == window.view._drawing._theme.name == "light"
    finally:
        window.close()
        window.deleteLater()


@pytest.mark.parametrize(("text", "shown"), [(BRIDGE, "Latin"), ("Мост закрыт.", "Cyrillic"), ("الجسر مغلق", "Arabic")])
def test_only_faces_that_can_show_the_article_are_offered_our_own_first(desk: Desk, text: str, shown: str) -> None:
    dialog = ReadingSettingsDialog(desk.window.look, text, desk.window)
    offered = [dialog.face.itemText(row) for row in range(dialog.face.count())]
    assert offered[:2] == ["Noto Serif", "Noto Sans"] and dialog.face.currentText() == "Noto Serif"
    for face in offered[2:]:
        systems = QFontDatabase.writingSystems(face)
        assert QFontDatabase.WritingSystem[shown] in systems and QFontDatabase.WritingSystem.Symbol not in systems, face
    dialog.reject()
