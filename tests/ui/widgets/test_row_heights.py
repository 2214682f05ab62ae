"""Each row of the list of annotations is as high as what it says, and what is looked at stays where it is."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest

from annotator.ui.annotations.annotation_list import AnnotationDelegate
from annotator.ui.appearance.sizes import px
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS

LONG = "The swing bridge linking Port Ellery with the mainland will stay closed for at least six weeks"


def heights(desk: Desk) -> list[int]:
    """The heights of the rows in sight, from above."""
    rows = desk.window.inspector.list
    desk.qtbot.wait(20)
    first, last = rows.rowAt(0), rows.rowAt(rows.viewport().height() - 1)
    return [rows.rowHeight(n) for n in range(first, (last if last >= 0 else rows.model().rowCount() - 1) + 1)]


@pytest.mark.parametrize("size", [100, 150])
def test_a_quote_has_two_lines_where_it_is_long_and_a_row_as_many_as_it_says(desk: Desk, size: int) -> None:
    desk.window.resize(1500, 900)
    desk.window.actions_by_id[f"size_{size}"].trigger()
    desk.mark("Port Ellery", KEYS["location"])
    desk.mark("The bridge is safe", KEYS["claim"])
    desk.mark(LONG, KEYS["claim"])
    assert heights(desk) == [px(15) + lines * px(19) for lines in (3, 1, 2)]
    desk.press(Qt.Key.Key_Delete)
    assert heights(desk) == [px(15) + lines * px(19) for lines in (1, 2)]


def test_a_row_grows_with_its_note_and_shrinks_when_that_goes(desk: Desk) -> None:
    desk.window.resize(1500, 900)
    made = desk.mark("Port Ellery", KEYS["location"])
    for note, lines in (("Which port?", 2), ("", 1)):
        desk.session.do(partial(desk.session.annotations.write_note, made.id, note))
        desk.settle()
        assert heights(desk) == [px(15) + lines * px(19)]


@pytest.fixture
def many(desk: Desk, tmp_path: Path) -> Desk:
    """Two hundred claims, every other one of them long."""
    claims = [
        f"Number {n} is {'a rather long claim about the bridge and its bearings ' * (n % 2)}said" for n in range(200)
    ]
    desk.bring(tmp_path, "Title\n\n" + "\n\n".join(f"{one}." for one in claims), "long.txt")
    document = desk.session.document
    assert document is not None
    places = [document.text.index(one) for one in claims]
    passages = [(document.article, (at, at + len(one))) for at, one in zip(places, claims, strict=True)]
    desk.session.do(lambda: desk.session.annotations.tag_passages(passages, "claim", lambda: None))
    desk.settle()
    desk.window.resize(1366, 720)
    desk.window.view.make_current("")
    desk.qtbot.wait(30)
    return desk


def test_wherever_a_key_leads_the_row_is_whole_in_sight_and_all_have_their_heights(many: Desk) -> None:
    rows, keys = many.window.inspector.list, Qt.Key
    rows.setFocus()
    for key in (*(keys.Key_Down,) * 12, keys.Key_End, *(keys.Key_Up,) * 12, keys.Key_PageUp, keys.Key_Home):
        QTest.keyClick(rows, key)
        many.qtbot.wait(5)
        assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()).adjusted(0, 0, -1, -1)), key
        assert set(heights(many)[1:-1]) == {53, 72}
    assert rows.currentIndex().row() == 0


def test_in_another_size_the_row_stays_in_sight_and_no_row_is_measured_that_is_far_from_it(
    many: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, document, measured = many.window.inspector.list, many.session.document, list[int]()
    assert document is not None
    asks = AnnotationDelegate.height_of

    def height_of(delegate: AnnotationDelegate, index: QModelIndex, width: int, font: QFont) -> int:
        measured.append(index.row())
        return asks(delegate, index, width, font)

    monkeypatch.setattr(AnnotationDelegate, "height_of", height_of)
    for n in (100, 190):
        many.window.view.make_current(document.in_order[n].id)
        for size in (200, 100, 85, 150, 100):
            measured.clear()
            many.window.actions_by_id[f"size_{size}"].trigger()
            many.qtbot.wait(30)
            place = rows.visualRect(rows.currentIndex())
            assert rows.viewport().rect().intersects(place.adjusted(0, 4, 0, -4)), (n, size)
            assert min(measured) > n - 50, (n, size)


def test_walking_in_the_text_shows_the_row(many: Desk) -> None:
    rows, document = many.window.inspector.list, many.session.document
    assert document is not None
    for n in (150, 20, 199, 100, 0):
        many.window.view.make_current(document.in_order[n].id)
        many.qtbot.wait(20)
        assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()).adjusted(0, 0, -1, -1)), n


def test_scrolling_back_moves_the_rows_by_what_was_turned_and_no_more(many: Desk) -> None:
    rows, bar = many.window.inspector.list, many.window.inspector.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    many.qtbot.wait(20)
    for _ in range(30):
        row = rows.rowAt(rows.viewport().height() // 2)
        before = rows.visualRect(rows.model().index(row, 0)).top()
        bar.setValue(bar.value() - 40)
        assert rows.visualRect(rows.model().index(row, 0)).top() == before + 40


def test_home_and_end_go_to_the_first_and_the_last_row(many: Desk) -> None:
    rows = many.window.inspector.list
    rows.setFocus()
    for key, row in ((Qt.Key.Key_End, 199), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(rows, key)
        many.qtbot.wait(10)
        document = many.session.document
        assert document is not None and many.window.view.current == document.in_order[row].id


def test_a_filtered_list_begins_at_its_top_or_shows_what_is_current(many: Desk) -> None:
    rows, document = many.window.inspector.list, many.session.document
    assert document is not None
    bar = rows.verticalScrollBar()
    bar.setValue(bar.maximum())
    many.window.inspector.search.setText("rather")
    many.qtbot.wait(20)
    assert rows.rowAt(0) == 0 and rows.model().rowCount() == 100
    many.window.view.make_current(document.in_order[151].id)
    many.window.inspector.search.setText("number")
    many.qtbot.wait(20)
    assert rows.viewport().rect().intersects(rows.visualRect(rows.currentIndex()).adjusted(0, 4, 0, -4))
