"""A row of the list of annotations that has a single line has it in its middle."""

import pytest
from PySide6.QtGui import QColor

from tests.ui.conftest import Desk
from tests.ui.hands import KEYS


@pytest.mark.parametrize("size", [100, 200])
def test_a_single_line_stands_in_the_middle(desk: Desk, size: int) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    desk.window.actions_by_id[f"size_{size}"].trigger()
    desk.window.view.make_current("")
    desk.window.resize(1500, 900)
    desk.qtbot.wait(20)
    rows = desk.window.inspector.list
    height = rows.rowHeight(0)
    image = rows.viewport().grab().toImage()
    swatch = QColor(desk.window.theme.color_of("location"))
    painted = [
        y for y in range(height - 2) if any(image.pixelColor(x, y) == swatch for x in range(rows.viewport().width()))
    ]
    assert abs((painted[0] + painted[-1]) / 2 - height / 2) <= 3
