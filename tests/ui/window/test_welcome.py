"""The welcome page: five ways in by mouse and by key, a place to drop, and the page when no article is open."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from annotator.settings import OPEN_FOLDER
from tests.making import BRIDGE
from tests.ui.conftest import Desk
from tests.ui.hands import drag_event

WAYS = ["Open file…", "Open folder…", "Web address…", "Paste", "Try the sample article"]


def folder_of(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "deeper").mkdir(parents=True)
    (folder / "one.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "deeper" / "two.txt").write_text("Zebras\n\nA zebra ran.\n", encoding="utf-8")
    return folder


def test_tab_goes_from_way_to_way_in_their_order(make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    walked = []
    for _ in WAYS:
        focus = desk.window.focusWidget()
        walked.append(focus.text())  # type: ignore[attr-defined]
        desk.press(Qt.Key.Key_Tab)
    assert walked == WAYS


def test_a_folder_is_opened_with_all_files_in_it(
    make_desk: Callable[[], Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk()
    folder = folder_of(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    desk.window.welcome._buttons["open_folder"].click()
    desk.until(lambda: desk.session.document is not None)
    desk.settle()
    assert len(desk.articles()) == 2 and desk.window.settings.get(OPEN_FOLDER) == str(folder)


def test_no_folder_is_no_folder(make_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    desk.window.welcome._buttons["open_folder"].click()
    desk.settle()
    assert desk.articles() == [] and desk.window.settings.get(OPEN_FOLDER) == ""


def test_what_is_on_the_clipboard_is_pasted(make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    QGuiApplication.clipboard().setText(BRIDGE)
    desk.window.welcome._buttons["paste_article"].click()
    desk.until(lambda: desk.session.document is not None)
    assert len(desk.articles()) == 1


def test_the_place_to_drop_lights_up_while_files_are_held_over_the_window(
    make_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    desk = make_desk()
    window, drop = desk.window, desk.window.welcome._drop
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder_of(tmp_path)))])
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copying, place = Qt.DropAction.CopyAction, QPoint(400, 300)
    QApplication.sendEvent(window, drag_event(QDragEnterEvent, place, copying, data, *held))
    assert drop.property("over") is True
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert drop.property("over") is False
    words = QMimeData()
    words.setText("no file at all")
    QApplication.sendEvent(window, drag_event(QDragEnterEvent, place, copying, words, *held))
    assert drop.property("over") is False
    QApplication.sendEvent(window, drag_event(QDragEnterEvent, place, copying, data, *held))
    QApplication.sendEvent(window, QDropEvent(place.toPointF(), copying, data, *held))
    assert drop.property("over") is False
    desk.until(lambda: desk.session.document is not None)
    desk.settle()
    assert len(desk.articles()) == 2


@pytest.mark.parametrize("width", [640, 900, 1360])
def test_it_has_room_in_a_narrow_window(make_desk: Callable[[], Desk], width: int) -> None:
    desk = make_desk()
    desk.window.resize(width, 560)
    QTest.qWait(20)
    welcome = desk.window.welcome
    for widget in (*welcome._buttons.values(), *welcome.findChildren(QLabel)):
        assert welcome.rect().contains(widget.rect().translated(widget.mapTo(welcome, QPoint())))
        assert widget.height() >= widget.sizeHint().height() or isinstance(widget, QLabel)


def test_with_articles_and_none_open_it_says_where_they_are(make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    welcome = desk.window.welcome
    assert welcome._title.text() == "Take an article apart"
    welcome.greet(empty=False)
    assert welcome._title.text() == "No article is open" and "on the left" in welcome._text.text()
    desk.until(lambda: all(button.isVisible() for button in welcome._buttons.values()))
