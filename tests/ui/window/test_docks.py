"""The panes beside the text keep their widths, whatever opens between them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL


def widths(desk: Desk) -> tuple[int, int]:
    desk.qtbot.wait(30)
    return desk.window.panes.library.width(), desk.window.panes.inspector.width()


def find(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F, CONTROL)


def warn(desk: Desk) -> None:
    desk.window.notice.say("/a/very/long/path" * 20, warning=True, button="Open another library or a new one…")


def ask(desk: Desk) -> None:
    desk.window.notice.ask("Under which name?", "Use this name from now on", lambda _: None, lambda _: None)


@pytest.mark.parametrize("opens", [find, warn, ask])
def test_what_opens_between_the_panes_moves_neither(desk: Desk, opens: Callable[[Desk], None]) -> None:
    desk.window.resize(940, 640)
    before = widths(desk)
    opens(desk)
    assert widths(desk) == before


@pytest.mark.parametrize("width", [800, 1024, 1366])
def test_the_find_bar_shows_all_of_itself_in_any_width(desk: Desk, width: int) -> None:
    desk.window.resize(width, 640)
    find(desk)
    desk.qtbot.wait(30)
    bar = desk.window.bench.findbar
    children = [c for c in bar.findChildren(QWidget) if c.isVisible() and c.parent() is bar]
    for child in children:
        assert bar.rect().contains(child.geometry()), child
    assert not any(a.geometry().intersects(b.geometry()) for n, a in enumerate(children) for b in children[n + 1 :])
    assert bar.tag_all.width() >= bar.tag_all.sizeHint().width()


def test_a_question_in_a_narrow_strip_is_read_above_its_answer(desk: Desk) -> None:
    desk.window.resize(800, 640)
    ask(desk)
    desk.qtbot.wait(30)
    notice = desk.window.notice
    assert notice._text.width() > 200 and notice.line.y() >= notice._text.geometry().bottom()
    desk.window.resize(1366, 640)
    desk.qtbot.wait(30)
    assert notice.line.x() > notice._text.geometry().right()


def test_a_window_made_narrow_and_wide_again_has_its_panes_as_they_were(desk: Desk) -> None:
    desk.window.resize(1366, 700)
    before = widths(desk)
    desk.window.resize(780, 700)
    assert sum(widths(desk)) < sum(before)
    desk.window.resize(1366, 700)
    assert widths(desk) == before


def test_a_window_closed_while_it_was_small_has_its_panes_and_tabs_whole_when_it_is_large(
    desk: Desk, make_desk: Callable[[], Desk]
) -> None:
    desk.window.resize(1366, 700)
    before = widths(desk)
    desk.window.resize(600, 400)
    assert sum(widths(desk)) < sum(before)
    desk.window.close()
    again = make_desk()
    again.until(lambda: again.session.document is not None)
    again.window.resize(1366, 700)
    assert widths(again) == before
    tabs = again.window.bench.side.tabs
    assert all(tabs.tabRect(n).width() >= tabs.fontMetrics().horizontalAdvance(tabs.tabText(n)) for n in range(3))


def test_an_edge_moved_in_a_narrow_window_is_that_of_one_pane(desk: Desk) -> None:
    window = desk.window
    window.resize(1366, 700)
    before = widths(desk)
    window.resize(870, 700)
    narrow = widths(desk)
    assert narrow[0] < before[0]
    drag_edge(desk, window.panes.inspector.geometry().left() - 3, 20)
    moved = widths(desk)
    assert moved[0] == narrow[0]
    window.resize(1366, 700)
    assert widths(desk) == (before[0], moved[1])


def drag_edge(desk: Desk, x: int, by: int) -> None:
    window, edge = desk.window, QPoint(x, 350)
    QTest.mouseMove(window, edge)
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(window, edge + QPoint(by, 0))
    desk.qtbot.wait(20)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=edge + QPoint(by, 0))


def test_an_edge_that_was_moved_stays_where_it_was_put(desk: Desk) -> None:
    window = desk.window
    window.resize(1366, 700)
    library, inspector = widths(desk)
    drag_edge(desk, window.panes.library.geometry().right() + 3, 60)
    moved = widths(desk)
    assert moved[0] > library and moved[1] == inspector
    window.resize(800, 700)
    desk.qtbot.wait(20)
    window.resize(1366, 700)
    assert widths(desk) == moved
