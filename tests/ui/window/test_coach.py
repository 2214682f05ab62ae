"""The coach: it comes once, to who starts for the first time, goes on by itself, and is left in any way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.settings import SHOWN_AROUND, Settings
from annotator.ui.widgets.bubble import Bubble, place_for
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS


@pytest.fixture
def first(make_desk: Callable[[], Desk]) -> Desk:
    """A window that is opened for the first time."""
    Settings().set({SHOWN_AROUND: False})
    return make_desk()


def bubble_of(desk: Desk) -> Bubble | None:
    bubble = desk.window.bench.coach._bubble
    return bubble if bubble is not None and bubble.isVisible() else None


def title(desk: Desk) -> str:
    bubble = bubble_of(desk)
    return bubble._title.text() if bubble is not None else ""


def body(bubble: Bubble) -> QRect:
    """What is painted of it, but for the arrow."""
    return bubble.geometry().adjusted(9, 9, -9, -9)


def test_it_goes_on_as_the_person_does_what_it_shows(first: Desk, tmp_path: Path) -> None:
    assert title(first) == ""
    first.bring(tmp_path)
    assert title(first) == "1 of 3 · Mark" and first.window.focusWidget() is first.view
    first.mark("a spokesman", KEYS["source"])
    assert title(first) == "2 of 3 · Link"
    first.mark("The bridge is safe", KEYS["claim"])
    assert title(first) == "2 of 3 · Link"
    first.press(Qt.Key.Key_L)
    first.settle()
    first.press(Qt.Key.Key_Return, on=first.window.bench.linking.picker.line)
    first.settle()
    assert title(first) == "3 of 3 · Export"
    first.window.bench.coach._did("export")
    assert title(first) == ""


def test_next_goes_on_and_the_keys_of_panes_reach_it(first: Desk, tmp_path: Path) -> None:
    first.bring(tmp_path)
    bubble = bubble_of(first)
    assert bubble is not None
    for _ in range(6):
        if not bubble.next.hasFocus():
            first.press(Qt.Key.Key_F6)
    assert bubble.next.hasFocus()
    for _ in range(3):
        first.press(Qt.Key.Key_Space)
    assert title(first) == "" and first.window.focusWidget() is first.view


def test_esc_in_the_find_bar_closes_that_alone(first: Desk, tmp_path: Path) -> None:
    first.bring(tmp_path)
    first.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    first.press(Qt.Key.Key_Escape)
    assert first.window.bench.findbar.isHidden() and title(first) == "1 of 3 · Mark"
    first.press(Qt.Key.Key_Escape)
    assert title(first) == ""


def test_it_never_comes_back_but_when_it_is_called(first: Desk, make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    first.bring(tmp_path)
    first.press(Qt.Key.Key_Escape)
    assert title(first) == ""
    first.window.close()
    again = make_desk()
    again.bring(tmp_path, "Zebras\n\nA zebra ran.\n", "z.txt")
    assert title(again) == ""
    again.window.actions_by_id["show_around"].trigger()
    assert title(again) == "1 of 3 · Mark"


def test_called_without_an_article_it_opens_the_sample(make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    desk.window.actions_by_id["show_around"].trigger()
    desk.until(lambda: title(desk) == "1 of 3 · Mark")
    assert "Suez" in desk.window.windowTitle()


def test_who_has_articles_already_is_not_shown_around(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    before = make_desk()
    before.bring(tmp_path)
    before.window.close()
    Settings().set({SHOWN_AROUND: False})
    desk = make_desk()
    desk.until(lambda: desk.session.document is not None)
    assert title(desk) == "" and Settings().get(SHOWN_AROUND)


@pytest.mark.parametrize("way", ["the cross", "other work", "another article"])
def test_it_can_be_left_by_working_on(first: Desk, tmp_path: Path, way: str) -> None:
    first.bring(tmp_path)
    bubble = bubble_of(first)
    assert bubble is not None
    if way == "the cross":
        QTest.mouseClick(bubble.close_button, Qt.MouseButton.LeftButton)
    elif way == "another article":
        first.bring(tmp_path, "Zebras\n\nA zebra ran.\n", "z.txt")
    else:
        first.mark("The bridge is safe", KEYS["claim"])
        for key in "23412":
            first.press(Qt.Key(ord(key)))
            first.settle()
    assert title(first) == ""


@pytest.mark.parametrize("size", [(1360, 800), (1024, 680), (800, 560)])
def test_it_stands_over_the_text_alone_and_wholly_in_the_window(
    first: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    window = first.window
    window.resize(*size)
    first.bring(tmp_path)
    bubble = bubble_of(first)
    assert bubble is not None
    for step in ("mark", "link", "export"):
        QTest.qWait(200)  # it looks for its place now and then
        assert window.rect().contains(bubble.geometry())
        for part in (window.library, window.inspector, window.toolbar, window.notice):
            covered = part.rect().translated(part.mapTo(window, QPoint()))
            assert not (part.isVisible() and body(bubble).intersects(covered)), (step, part)
        if step == "mark":
            first.mark("The bridge is safe", KEYS["claim"])
        else:
            window.bench.coach._did(step)


def in_window(desk: Desk, widget: QWidget) -> QRect:
    return widget.rect().translated(widget.mapTo(desk.window, QPoint()))


def words_at(desk: Desk, words: str) -> list[QRect]:
    """Where words that are in sight stand in the window."""
    view, document = desk.window.view, desk.session.document
    assert document is not None
    start = document.text.index(words)
    shift = view.viewport().mapTo(desk.window, QPoint())
    return [r.toRect().translated(shift) for r in view.sight.rects_of((start, start + len(words)))]


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("size", [(1366, 768), (1000, 700)])
def test_it_covers_nothing_that_it_speaks_of(first: Desk, size: tuple[int, int], percent: int) -> None:
    window, bench = first.window, first.window.bench
    window.resize(*size)
    window.actions_by_id["sample"].trigger()
    first.until(lambda: title(first) == "1 of 3 · Mark")
    window.actions_by_id[f"size_{percent}"].trigger()
    QTest.qWait(300)
    bubble = bubble_of(first)
    assert bubble is not None

    def is_clear(*places: QRect) -> bool:
        QTest.qWait(400)  # it looks for its place now and then
        others = [in_window(first, part) for part in (window.library, window.inspector, window.toolbar)]
        assert all(not place.isEmpty() for place in places)
        return window.rect().contains(body(bubble)) and not any(body(bubble).intersects(p) for p in (*places, *others))

    below = window.view.cursorForPosition(window.view.viewport().mapFrom(window, bubble.geometry().center()))
    below.select(below.SelectionType.LineUnderCursor)
    first.select(below.selectedText())
    assert is_clear(*words_at(first, below.selectedText()))
    window.view.selected_by_mouse.emit(window.view.cursorRect())
    assert is_clear(in_window(first, bench.tagbar))
    bubble.next.click()
    first.press(Qt.Key.Key_Escape)
    claim = "High winds and a sandstorm had made the ship hard to control"
    places = words_at(first, claim)
    assert is_clear(*places) if places else is_clear()
    window.view.make_current(next(a.id for a in first.stored() if a.tag == "claim"))
    link = window.inspector.details.speakers.link
    assert is_clear(*words_at(first, claim), *([in_window(first, link)] if link.isVisible() else []))
    first.press(Qt.Key.Key_L)
    first.settle()
    assert bench.linking.picker.isVisible() and is_clear(in_window(first, bench.linking.picker))
    first.press(Qt.Key.Key_Escape)
    bubble.next.click()
    assert title(first) == "3 of 3 · Export" and is_clear(in_window(first, window.toolbar))


def test_it_points_at_what_is_beside_it_and_stays_in_the_room() -> None:
    room, size, over = QRect(0, 0, 1000, 700), QSize(200, 120), QRect(250, 80, 500, 600)
    for target in (QRect(800, 640, 60, 40), QRect(900, 90, 90, 30)):
        place, tip = place_for(target, size, over, room)
        assert over.contains(place) and tip.x() == place.right() == over.right()
        assert place.top() < tip.y() < place.bottom()
    place, tip = place_for(QRect(250, 80, 500, 400), size, over, room)
    assert place.bottom() == over.bottom() and tip.y() == place.top()
    place, tip = place_for(QRect(900, 20, 80, 40), size, over, room)  # above and aside: an arrow would end elsewhere
    assert place.topRight() == over.topRight() and place.contains(tip)
    narrow, _ = place_for(QRect(90, 0, 40, 20), size, QRect(10, 30, 90, 200), QRect(0, 0, 210, 240))
    assert QRect(0, 0, 210, 240).contains(narrow)
