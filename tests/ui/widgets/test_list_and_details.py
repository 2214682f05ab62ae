"""The list and the details share what room there is."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Desk
from tests.ui.hands import KEYS


def mark_several(desk: Desk) -> None:
    """Six claims, the last of them current."""
    for words in ("Harbour", "The swing bridge", "is safe", "for now", "Ellery Radio", "will stay closed"):
        desk.mark(words, KEYS["claim"])


def test_a_list_of_two_leaves_the_rest_to_the_details(desk: Desk) -> None:
    desk.mark("two of its bearings", KEYS["claim"])
    desk.mark("Northern Wire", KEYS["claim"])
    desk.window.inspector.details.more.click()
    desk.window.resize(1024, 560)
    desk.qtbot.wait(30)
    rows = desk.window.inspector.list
    assert rows.viewport().height() < 3 * rows.rowHeight(0)
    mark_several(desk)
    desk.qtbot.wait(30)
    assert rows.viewport().height() >= 3 * rows.rowHeight(0)


@pytest.mark.parametrize(("size", "height"), [(100, 560), (100, 600), (130, 740)])
def test_in_a_low_window_the_details_can_be_read_and_the_list_keeps_rows(desk: Desk, size: int, height: int) -> None:
    mark_several(desk)
    desk.window.actions_by_id[f"size_{size}"].trigger()
    desk.window.resize(1024, height)
    desk.qtbot.wait(30)
    split, rows = desk.window.inspector.split, desk.window.inspector.list
    assert split.area.height() >= 140 * size // 100
    assert rows.viewport().height() >= 3 * rows.rowHeight(0)


def test_with_large_type_the_details_give_way(desk: Desk) -> None:
    mark_several(desk)
    desk.window.actions_by_id["size_200"].trigger()
    desk.window.resize(1366, 830)
    desk.qtbot.wait(30)
    rows = desk.window.inspector.list
    assert rows.viewport().height() >= 3 * rows.rowHeight(0)


def test_a_heading_that_is_too_long_ends_in_an_ellipsis(desk: Desk) -> None:
    desk.mark("will stay closed", KEYS["claim"])
    desk.window.resize(780, 600)
    details = desk.window.inspector.details
    desk.qtbot.wait(30)
    details._where.setText("characters 218–417, 520–611, 700–711, 800–812")
    assert details._where.shown.endswith("…")
    assert details._tag.text() == details._tag.shown == "Claim"


@pytest.fixture
def many(desk: Desk, tmp_path: Path) -> Desk:
    """More annotations than there are rows in sight, none of them current."""
    words = [f"Sentence {n} is long enough" for n in range(30)]
    desk.bring(tmp_path, "Title\n\n" + "\n\n".join(f"{one}." for one in words), "long.txt")
    document = desk.session.document
    assert document is not None
    spans = [(document.text.index(one), document.text.index(one) + len(one)) for one in words]
    passages = [(document.article, span) for span in spans]
    desk.session.do(lambda: desk.session.annotations.tag_passages(passages, "claim", lambda: None))
    desk.settle()
    desk.window.resize(1366, 720)
    desk.window.view.make_current("")
    desk.qtbot.wait(30)
    return desk


def click_lowest(desk: Desk) -> QModelIndex:
    """Click the lowest row that is partly in sight."""
    rows = desk.window.inspector.list
    row = rows.indexAt(rows.viewport().rect().bottomLeft())
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.viewport().rect().bottomLeft())
    desk.qtbot.wait(30)
    assert rows.currentIndex() == row and row.row() > 3
    return row


def is_seen(desk: Desk, row: QModelIndex) -> bool:
    rows = desk.window.inspector.list
    return rows.viewport().rect().contains(rows.visualRect(row).adjusted(1, 0, -1, 0))


def test_the_row_that_is_chosen_is_not_hidden_by_its_own_details(many: Desk) -> None:
    row = click_lowest(many)
    assert is_seen(many, row)
    for _ in range(2):
        QTest.mouseClick(many.window.inspector.details.more, Qt.MouseButton.LeftButton)
        many.qtbot.wait(30)
        assert is_seen(many, row)
    many.window.resize(1366, 600)
    many.qtbot.wait(30)
    assert is_seen(many, row)
    many.window.actions_by_id["size_130"].trigger()
    many.qtbot.wait(30)
    assert is_seen(many, row)


def test_a_list_that_was_scrolled_elsewhere_stays_there(many: Desk) -> None:
    row = click_lowest(many)
    bar = many.window.inspector.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    QTest.mouseClick(many.window.inspector.details.more, Qt.MouseButton.LeftButton)
    many.qtbot.wait(30)
    assert bar.value() == before and not is_seen(many, row)
