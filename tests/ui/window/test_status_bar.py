"""The status bar in a narrow window, or with large type: what it says it says whole."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import Desk
from tests.ui.hands import KEYS


@pytest.mark.parametrize(
    ("width", "size"),
    [(780, 100), (800, 100), (820, 100), (860, 100), (1024, 100), (1366, 100), (1366, 200), (1024, 175)],
)
def test_figures_are_whole_or_not_there(desk: Desk, width: int, size: int) -> None:
    desk.mark("Ellery Radio", KEYS["source"])
    desk.mark("will stay closed", KEYS["claim"])
    desk.window.actions_by_id[f"size_{size}"].trigger()
    desk.window.resize(width, 700)
    desk.qtbot.wait(30)
    status = desk.window.status
    fields: list[QLabel] = [status.saved, status.count, status.place, status.zoom]
    assert status.saved.isVisible() and status.zoom.isVisible()
    for field in fields:
        assert field.isHidden() or field.width() >= field.sizeHint().width(), field.text()
    there = sorted(
        (w.geometry() for w in (*fields, status.open, status.annotator) if w.isVisible()), key=lambda g: g.x()
    )
    assert all(a.right() < b.left() for a, b in pairwise(there))


def test_what_went_comes_back_with_the_room(desk: Desk) -> None:
    desk.mark("will stay closed", KEYS["claim"])
    desk.window.actions_by_id["size_200"].trigger()
    desk.window.resize(1000, 700)
    desk.qtbot.wait(30)
    assert desk.window.status.place.isHidden()
    desk.window.actions_by_id["size_100"].trigger()
    desk.window.resize(1366, 700)
    desk.qtbot.wait(30)
    assert desk.window.status.place.isVisible() and desk.window.status.count.isVisible()
