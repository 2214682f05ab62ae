"""Rows of two lines: the heading as text, what follows in grey, each elided by itself."""

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from annotator.ui.appearance import theme
from annotator.ui.widgets.two_lines import TwoLines

LONG = "what is said of it, which is long " * 4


def colours_of(image: QImage, top: int, bottom: int) -> set[str]:
    return {image.pixelColor(x, y).name() for y in range(top, bottom) for x in range(image.width())}


def right_end(image: QImage, top: int, bottom: int, ground: str) -> int:
    """Where the last thing painted between these heights ends."""
    painted = (x for x in range(image.width()) for y in range(top, bottom) if image.pixelColor(x, y).name() != ground)
    return max(painted, default=-1)


def test_the_second_line_is_grey_and_has_the_width_of_the_list(qtbot: QtBot) -> None:
    light = theme.theme_for(theme.LIGHT)
    theme.apply(light)
    rows = QListWidget()
    qtbot.addWidget(rows)
    TwoLines.of(rows)
    rows.addItem(f"Short\n{LONG}")
    rows.addItem(f"{LONG}\nshort")
    rows.resize(400, 200)
    rows.show()
    image = rows.viewport().grab().toImage()
    height = rows.sizeHintForRow(0)
    assert QColor(light.muted).name() in colours_of(image, height // 2, height)
    assert QColor(light.text).name() not in colours_of(image, height // 2 + 3, height - 2)
    ground = image.pixelColor(1, 190).name()
    assert right_end(image, height // 2 + 3, height - 2, ground) > 340, "it has the room that there is"
    assert right_end(image, height + height // 2 + 3, 2 * height - 2, ground) > 10, "it is there below a long heading"
