"""The list and the details share what room there is."""

import pytest

from tests.ui.conftest import Desk
from tests.ui.hands import KEYS


@pytest.mark.parametrize(("size", "height"), [(100, 560), (100, 600), (130, 740)])
def test_in_a_low_window_the_details_can_be_read_and_the_list_keeps_rows(desk: Desk, size: int, height: int) -> None:
    desk.mark("will stay closed", KEYS["claim"])
    desk.window.actions_by_id[f"size_{size}"].trigger()
    desk.window.resize(1024, height)
    desk.qtbot.wait(30)
    split, rows = desk.window.inspector.split, desk.window.inspector.list
    assert split.area.height() >= 140 * size // 100
    assert rows.viewport().height() >= 3 * rows.rowHeight(0)


def test_with_large_type_the_details_give_way(desk: Desk) -> None:
    desk.mark("will stay closed", KEYS["claim"])
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
