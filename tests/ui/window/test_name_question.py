"""The annotator's name is asked for once, when the first mark is made, and never in the way."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from annotator.settings import ANNOTATOR, Settings
from annotator.storage.store import Store
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS


@pytest.fixture
def desk(make_desk: Callable[[], Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A window of somebody who goes by the name of their account."""
    monkeypatch.setenv("LOGNAME", "tester")
    made = make_desk()
    made.bring(tmp_path)
    yield made


def annotators(desk: Desk) -> list[str]:
    return [a.annotator for a in desk.stored()]


def answer(desk: Desk, name: str) -> None:
    desk.window.notice.line.setFocus()
    desk.type(name, desk.window.notice.line)
    desk.press(Qt.Key.Key_Return, on=desk.window.notice.line)
    desk.settle()


def test_the_first_mark_asks_and_the_focus_stays_in_the_text(desk: Desk) -> None:
    notice = desk.window.notice
    assert notice.text == ""
    desk.mark("Port Ellery", KEYS["location"])
    assert notice.text == "Marked by tester. Your name?" and notice.line.isVisible()
    assert desk.window.focusWidget() is desk.view and not notice._button.isEnabled()
    desk.mark("a spokesman", KEYS["source"])  # work goes on
    assert notice.line.isVisible()


def test_the_name_goes_to_every_mark_and_link_and_to_what_comes(desk: Desk) -> None:
    desk.mark("a spokesman", KEYS["source"])
    desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_L)
    desk.settle()
    desk.press(Qt.Key.Key_Return, on=desk.window.bench.linking.picker.line)
    desk.settle()
    answer(desk, "Ada <b>L</b>")
    assert annotators(desk) == ["Ada <b>L</b>"] * 2
    document = desk.session.document
    assert document is not None
    with Store.open(desk.path, read_only=True) as store:
        content = store.content(document.article.id)
        assert content is not None and [k.annotator for k in content.links] == ["Ada <b>L</b>"]
    assert desk.window.notice.text == "" and desk.window.focusWidget() is desk.view
    assert "Ada" in desk.window.status.annotator.text() and Settings().annotator == "Ada <b>L</b>"
    desk.mark("Port Ellery", KEYS["location"])
    assert annotators(desk) == ["Ada <b>L</b>"] * 3 and desk.window.notice.text == ""
    for _ in range(2):  # the location, then the names
        desk.press(Qt.Key.Key_Z, CONTROL)
        desk.settle()
    assert annotators(desk) == ["tester"] * 2


def test_the_name_is_one_step_with_the_only_mark(desk: Desk) -> None:
    mark = desk.mark("Port Ellery", KEYS["location"])
    answer(desk, "Ada")
    assert annotators(desk) == ["Ada"] and desk.window.view.current == mark.id
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.stored() == []
    desk.press(Qt.Key.Key_Y, CONTROL)
    desk.settle()
    assert annotators(desk) == ["Ada"]


@pytest.mark.parametrize("way", ["in the line", "by the cross"])
def test_closed_it_never_comes_back(desk: Desk, make_desk: Callable[[], Desk], way: str) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    notice = desk.window.notice
    if way == "in the line":
        notice.line.setFocus()
    if way == "by the cross":
        QTest.mouseClick(notice.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    else:
        desk.press(Qt.Key.Key_Escape)
    assert notice.text == "" and desk.window.focusWidget() is desk.view
    desk.mark("a spokesman", KEYS["source"])
    assert notice.text == "" and annotators(desk) == ["tester"] * 2
    desk.window.close()
    again = make_desk()
    again.until(lambda: again.session.document is not None)
    again.mark("The bridge is safe", KEYS["claim"])
    assert again.window.notice.text == ""


@pytest.mark.parametrize(
    "way", ["in the find bar", "in a box of the find bar", "with the find bar open", "in the text"]
)
def test_esc_that_was_meant_for_something_else_leaves_the_question_or_has_it_come_again(
    desk: Desk, make_desk: Callable[[], Desk], way: str
) -> None:
    notice, findbar = desk.window.notice, desk.window.bench.findbar
    desk.mark("Port Ellery", KEYS["location"])
    if "find bar" in way:
        desk.press(Qt.Key.Key_F, CONTROL)
        if "box" in way:
            findbar.case.setFocus()
        elif "open" in way:
            desk.view.setFocus()
        desk.press(Qt.Key.Key_Escape)
        assert findbar.isHidden() and notice.line.isVisible() and desk.window.focusWidget() is desk.view
    desk.press(Qt.Key.Key_Escape)
    desk.mark("a spokesman", KEYS["source"])
    assert notice.text == ""  # once a day is enough
    desk.window.close()
    again = make_desk()
    again.until(lambda: again.session.document is not None)
    again.mark("The bridge is safe", KEYS["claim"])
    assert again.window.notice.line.isVisible()


def test_esc_ends_the_marker_before_it_closes_the_question(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    desk.press(Qt.Key.Key_M)
    desk.press(Qt.Key.Key_1)
    assert desk.window.bench.marking.marker
    desk.press(Qt.Key.Key_Escape)
    assert not desk.window.bench.marking.marker and desk.window.notice.line.isVisible()


def test_letters_in_the_line_mark_nothing(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    desk.select("a spokesman")
    desk.window.notice.line.setFocus()
    for letter in "12s n":
        desk.type(letter, desk.window.notice.line)
    desk.settle()
    assert desk.window.notice.line.text() == "12s n" and len(desk.stored()) == 1


def test_who_has_a_name_is_not_asked(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    Settings().set({ANNOTATOR: "Ada"})
    desk = make_desk()
    desk.bring(tmp_path)
    desk.mark("Port Ellery", KEYS["location"])
    assert desk.window.notice.text == ""


def test_the_marks_of_the_sample_ask_nothing(desk: Desk) -> None:
    before = desk.session.document
    desk.window.actions_by_id["sample"].trigger()
    desk.until(lambda: desk.session.document is not before)
    desk.settle()
    assert len(desk.stored()) == 3 and desk.window.notice.text == ""


def test_it_waits_until_another_message_is_closed(desk: Desk) -> None:
    desk.window.notice.say("2 articles added.")
    desk.mark("Port Ellery", KEYS["location"])
    assert desk.window.notice.text == "2 articles added."
    desk.press(Qt.Key.Key_Escape)
    desk.until(lambda: desk.window.notice.text == "Marked by tester. Your name?")
    assert desk.window.notice.line.isVisible() and desk.window.focusWidget() is desk.view


def test_it_comes_back_when_work_that_took_its_place_is_done(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    desk.press(Qt.Key.Key_J, CONTROL)
    desk.settle()
    desk.until(desk.window.notice.line.isVisible)
    assert desk.window.notice.text == "Marked by tester. Your name?"
    answer(desk, "Ada")
    assert annotators(desk) == ["Ada"] and desk.window.notice.text == ""


@pytest.mark.parametrize("size", [(800, 560), (1024, 700), (1366, 768)])
def test_it_can_be_read_and_answered_in_a_window_of_any_width(desk: Desk, size: tuple[int, int]) -> None:
    window, notice = desk.window, desk.window.notice
    window.resize(*size)
    desk.mark("Port Ellery", KEYS["location"])
    desk.until(lambda: notice.line.isVisible() and window.width() == size[0])
    QTest.qWait(50)
    lines = notice._text.height() / notice._text.fontMetrics().lineSpacing()
    assert lines < 3 and notice._text.width() >= 100
    for part in (notice._text, notice.line, notice._button):
        assert notice.rect().contains(part.rect().translated(part.mapTo(notice, QPoint())))
    assert not notice.line.geometry().intersects(notice._button.geometry())
    QTest.qWait(20)
    assert window.width() == size[0]
