"""The chips above the list of articles: their words can be read however narrow the window is."""

from pathlib import Path

import pytest

from annotator.settings import INTERFACE_SIZE
from tests.ui.conftest import Desk

WORDS = ("All", "To do", "Started", "Done")


@pytest.mark.parametrize("size", INTERFACE_SIZE.allowed)
def test_counts_give_way_then_chips_wrap_and_no_word_is_cut(desk: Desk, tmp_path: Path, size: int) -> None:
    desk.bring(tmp_path, "Another article\n\nSome words.\n", "other.txt")
    row = desk.window.library._filter_row
    row.show_counts([1234, 1200, 30, 4])
    desk.window.actions_by_id[f"size_{size}"].trigger()

    def can_be_read() -> bool:
        return desk.window.library.rows.y() > row.geometry().bottom() and all(
            chip.shown == chip.text()
            and word in chip.shown
            and row.rect().contains(chip.geometry())
            and chip.width() >= chip.sizeHint().width()
            for chip, word in zip(row.chips, WORDS, strict=True)
        )

    for width in (1366, 800, 1024):
        desk.window.resize(width, 728)
        desk.until(can_be_read)


def test_where_there_is_room_all_counts_are_shown_in_one_row(desk: Desk) -> None:
    row = desk.window.library._filter_row
    desk.window.resize(1366, 728)
    desk.qtbot.wait(30)
    assert [chip.text() for chip in row.chips] == ["All 1", "To do 1", "Started 0", "Done 0"]
    assert len({chip.y() for chip in row.chips}) == 1
