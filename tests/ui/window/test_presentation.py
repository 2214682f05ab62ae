"""Presenting: the text alone, and everything back as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator.settings import TYPE_SIZE
from annotator.ui.widgets.bubble import Bubble
from annotator.ui.window import passing_hint
from annotator.ui.window.main_window import MainWindow
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS, SHIFT

F11, ESCAPE = Qt.Key.Key_F11, Qt.Key.Key_Escape


def around(window: MainWindow) -> dict[str, QWidget]:
    """What stands around the text."""
    panes = {"library": window.panes.library, "inspector": window.panes.inspector, "status": window.status}
    bars = {"menus": window.menuBar(), "toolbar": window.toolbar, "notice": window.notice}
    return {**panes, **bars, "overview": window.view.overview, "find": window.bench.findbar}


def seen(window: MainWindow) -> set[str]:
    return {name for name, part in around(window).items() if part.isVisible() and part.height()}


def test_the_text_stands_alone_and_large_and_everything_comes_back(desk: Desk) -> None:
    window = desk.window
    window.panes.library.hide()
    window.notice.say("Something to read later.")
    before, state, size = seen(window), window.windowState(), window.view.font().pixelSize()
    assert "library" not in before and "notice" in before
    for out in (F11, ESCAPE):
        desk.press(F11)
        desk.qtbot.wait(20)
        assert window.isFullScreen() and not seen(window)
        assert window.view.font().pixelSize() == round(size * 1.8)
        assert window.focusWidget() is window.view
        desk.press(out)
        desk.qtbot.wait(20)
        assert seen(window) == before and window.windowState() == state
        assert window.view.font().pixelSize() == size
    assert window.actions_by_id["show_inspector"].isChecked()
    assert not window.actions_by_id["show_library"].isChecked()


def test_no_caret_stands_in_what_is_shown_on_the_wall(desk: Desk, qapp: QApplication) -> None:
    view, flash = desk.window.view, qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)  # it is there all the time
    desk.press(Qt.Key.Key_Down)

    def stands() -> bool:
        desk.qtbot.wait(20)
        place = view.cursorRect()
        image = view.viewport().grab(QRect(place.left() - 1, place.top() + 2, 4, place.height() - 6)).toImage()
        ys = range(image.height())
        return any(all(image.pixelColor(x, y).lightness() < 90 for y in ys) for x in range(image.width()))

    assert stands()
    desk.press(F11)
    assert not stands()
    desk.press(Qt.Key.Key_Right, SHIFT)
    assert view.textCursor().hasSelection() and not stands()
    desk.press(F11)
    desk.press(Qt.Key.Key_Left)
    assert stands()
    qapp.setCursorFlashTime(flash)


def test_its_zoom_is_its_own(desk: Desk) -> None:
    window, size = desk.window, desk.window.look.setting.size
    kept = dict(window.settings._values)
    desk.press(F11)
    for _ in range(3):
        desk.press(Qt.Key.Key_Plus, CONTROL)
    assert window.view.font().pixelSize() > size * 1.8
    for _ in range(40):
        desk.press(Qt.Key.Key_Minus, CONTROL)
    assert window.view.font().pixelSize() == 20
    for _ in range(40):
        desk.press(Qt.Key.Key_Plus, CONTROL)
    assert window.view.font().pixelSize() == 96
    desk.press(Qt.Key.Key_0, CONTROL)
    assert window.view.font().pixelSize() == round(size * 1.8)
    desk.press(ESCAPE)
    assert window.view.font().pixelSize() == size == window.look.setting.size
    assert window.settings.get(TYPE_SIZE) == kept.get("type_size", size)


def test_marks_are_walked_and_made_while_it_is_presented(desk: Desk) -> None:
    one, two = desk.mark("storm", KEYS["claim"]), desk.mark("spokesman", KEYS["source"])
    desk.press(ESCAPE)
    desk.press(F11)
    walked = []
    for _ in range(4):
        desk.press(Qt.Key.Key_Space)
        walked.append(desk.window.view.current)
    assert walked in ([one.id, two.id] * 2, [two.id, one.id] * 2)
    desk.mark("bearings", KEYS["location"])
    assert desk.window.bench.presentation.is_on
    desk.press(F11)
    assert [a.tag for a in desk.stored()] == ["claim", "location", "source"]


def test_what_is_open_within_is_closed_first(desk: Desk) -> None:
    desk.press(F11)
    desk.press(Qt.Key.Key_K, CONTROL)
    desk.press(ESCAPE)
    desk.press(Qt.Key.Key_F, CONTROL)
    assert seen(desk.window) == {"find"}
    desk.press(ESCAPE)
    assert desk.window.bench.presentation.is_on and not seen(desk.window)
    desk.press(ESCAPE)
    assert not desk.window.bench.presentation.is_on


def test_who_asks_for_a_pane_leaves(desk: Desk) -> None:
    before = seen(desk.window)
    desk.mark("storm", KEYS["claim"])
    desk.press(F11)
    desk.press(Qt.Key.Key_N)
    desk.qtbot.wait(20)
    assert not desk.window.bench.presentation.is_on and seen(desk.window) - {"notice"} == before
    assert desk.window.focusWidget() is desk.window.inspector.note


def test_a_window_closed_while_it_presents_comes_back_as_it_was_before(
    desk: Desk, make_desk: Callable[[], Desk]
) -> None:
    desk.window.panes.library.hide()
    before, size, type_ = seen(desk.window), desk.window.size(), desk.window.view.font().pixelSize()
    desk.press(F11)
    desk.press(Qt.Key.Key_Plus, CONTROL)
    desk.window.close()
    again = make_desk()
    again.until(lambda: again.session.document is not None)
    assert not again.window.isFullScreen() and again.window.size() == size
    assert seen(again.window) == before
    assert again.window.view.font().pixelSize() == type_


def test_the_place_that_is_read_stays(desk: Desk, tmp_path: Path) -> None:
    paragraphs = [f"Paragraph {n}. " + "Word " * 60 for n in range(60)]
    desk.bring(tmp_path, "\n\n".join(["Long", *paragraphs]), "long.txt")
    view = desk.window.view
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    first = view.scroll_position.first()
    line = view.cursorForPosition(QPoint(200, 8)).block().blockNumber()
    assert line > 20
    for _ in range(2):
        desk.press(F11)
        desk.qtbot.wait(50)
        assert view.scroll_position.first() == first
        assert view.cursorForPosition(QPoint(200, 8)).block().blockNumber() == line


def test_an_article_that_is_taken_away_ends_it(desk: Desk) -> None:
    desk.press(F11)
    desk.window.actions_by_id["remove"].trigger()
    desk.until(lambda: desk.session.document is None)
    assert not desk.window.bench.presentation.is_on and not desk.window.isFullScreen()


def test_a_hint_says_how_to_leave_and_goes_by_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    announced: list[str] = []
    monkeypatch.setattr(passing_hint, "announce", lambda _widget, text: announced.append(text))
    window = desk.window
    desk.press(F11)
    desk.qtbot.wait(20)
    hint = window.bench.presentation.hint
    assert hint.isVisible() and hint.text() == "F11 or Esc leaves the presentation" == announced[-1]
    place = hint.rect().translated(hint.mapTo(window, QPoint()))
    assert window.rect().contains(place) and place.top() > window.height() * 0.8
    first = window.view.sight.rects_of((0, desk.session.document.text.index("\n\n")))  # type: ignore[union-attr]
    shift = window.view.viewport().mapTo(window, QPoint())
    assert not any(rect.toRect().translated(shift).intersects(place) for rect in first)
    assert window.focusWidget() is window.view
    desk.until(lambda: not hint.isVisible())
    assert window.bench.presentation.is_on
    desk.press(ESCAPE)
    desk.press(F11)
    assert hint.isVisible()
    desk.press(F11)
    assert not hint.isVisible()


def test_the_steps_for_newcomers_end_with_it(desk: Desk) -> None:
    desk.window.bench.coach.show_around()
    assert desk.window.findChild(Bubble).isVisible()  # type: ignore[union-attr]
    desk.press(F11)
    assert not desk.window.findChild(Bubble).isVisible()  # type: ignore[union-attr]
    desk.press(ESCAPE)
    assert not desk.window.bench.presentation.is_on


def test_the_hint_names_the_keys_that_are_set(desk: Desk) -> None:
    actions = desk.window.actions_by_id
    actions["present"].setShortcut("Ctrl+F5")
    actions["present"].trigger()
    assert desk.window.bench.presentation.hint.text() == "Ctrl+F5 or Esc leaves the presentation"
    desk.press(ESCAPE)
    actions["present"].setShortcut("")
    actions["present"].trigger()
    assert desk.window.bench.presentation.hint.text() == "Esc leaves the presentation"
    desk.press(ESCAPE)
    assert not desk.window.bench.presentation.is_on
