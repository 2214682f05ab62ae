from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from annotator.model import CLAIM, LOCATION
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS

LONG = "A title\n\n" + "\n\n".join(f"Paragraph number {i} is here." for i in range(300)) + "\n"


def colours(desk: Desk) -> dict[str, set[int]]:
    """The rows of the strip in which each tag's colour is."""
    strip = desk.window.view.overview
    image = strip.grab().toImage()
    found: dict[str, set[int]] = {}
    for y in range(image.height()):
        for x in range(image.width()):
            found.setdefault(image.pixelColor(x, y).name(), set()).add(y)
    return {tag.id: found.get(QColor(tag.color).name(), set()) for tag in (CLAIM, LOCATION)}


def test_ticks_stand_where_the_annotations_are_and_a_click_goes_there(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, LONG, "long.txt")
    desk.mark("number 150", KEYS["claim"])
    strip = desk.window.view.overview
    desk.settle()
    there = colours(desk)
    assert there["location"] == set()
    assert all(abs(y - strip.height() / 2) < 0.03 * strip.height() for y in there["claim"]) and there["claim"]
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    assert colours(desk)["claim"] == set()
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, strip.height() - 10))
    desk.window.view.grab()
    document = desk.session.document
    assert document is not None
    last = document.text.index("number 298")
    assert desk.window.view.sight.rects_of((last, last + 3))


def test_it_can_be_dragged_along(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, LONG, "long.txt")
    strip, bar = desk.window.view.overview, desk.window.view.verticalScrollBar()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    places = []
    for y in range(50, strip.height() - 50, 50):
        QTest.mouseMove(strip, QPoint(5, y))
        places.append(bar.value())
    assert places == sorted(places) and places[-1] > places[0] + 100


def test_a_few_ticks_painted_anew_look_as_if_all_were(desk: Desk, tmp_path: Path) -> None:
    """Rows that touch each other, of one tag and of two."""
    desk.bring(tmp_path, LONG, "long.txt")
    desk.window.resize(1000, 500)
    strip = desk.window.view.overview
    for number in (150, 151, 152, 153, 40):
        desk.mark(f"number {number} is", KEYS["claim"])
        desk.mark(f"graph number {number}", KEYS["location"])
    desk.settle()
    for _ in range(6):
        desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        desk.settle()
        before = strip.grab().toImage()
        strip.refresh()
        assert strip.grab().toImage() == before
