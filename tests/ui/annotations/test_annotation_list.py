"""The rows of the list of annotations: a single line in the middle, the note beside what is known, a tip for all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from annotator.model import LOCATION, Annotation, LinkKind
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
    swatch = QColor(desk.window.theme.color_of(LOCATION))
    painted = [
        y for y in range(height - 2) if any(image.pixelColor(x, y) == swatch for x in range(rows.viewport().width()))
    ]
    assert abs((painted[0] + painted[-1]) / 2 - height / 2) <= 3


NOTE = "Which day does the estimate stand for, and who said so first of all those who were asked on Monday?"


def second_line(desk: Desk, row: int) -> QImage:
    """What is below the quote in a row, without the swatch."""
    rows = desk.window.inspector.list
    place = rows.visualRect(rows.model().index(row, 0))
    return rows.viewport().grab(place.adjusted(20, 26, 0, -2)).toImage()


def columns_like(image: QImage, color: str, tolerance: int = 40) -> list[int]:
    """The columns of an image with something nearly of this colour."""
    wanted = QColor(color)

    def is_like(pixel: QColor) -> bool:
        parts = ((pixel.red(), wanted.red()), (pixel.green(), wanted.green()), (pixel.blue(), wanted.blue()))
        return all(abs(a - b) < tolerance for a, b in parts)

    xs, ys = range(image.width()), range(image.height())
    return [x for x in xs if any(is_like(image.pixelColor(x, y)) for y in ys)]


def write_note(desk: Desk, annotation: Annotation) -> None:
    desk.session.do(lambda: desk.session.annotations.write_note(annotation.id, NOTE))
    desk.settle()
    desk.qtbot.wait(20)


def test_a_note_is_no_warning(desk: Desk) -> None:
    desk.window.resize(1500, 900)
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.window.view.make_current("")
    before = columns_like(second_line(desk, 0), desk.window.theme.warning)
    write_note(desk, claim)
    image = second_line(desk, 0)
    assert columns_like(image, desk.window.theme.warning) == before
    assert max(columns_like(image, desk.window.theme.muted)) > max(before) + 40


def test_a_note_is_seen_beside_a_long_source_and_a_tip_says_all(desk: Desk) -> None:
    desk.window.resize(1366, 768)
    source = desk.mark("a spokesman said, “for now”. Repairs 🌉 are expected to cost", KEYS["source"])
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.session.do(lambda: desk.session.annotations.link(LinkKind.ATTRIBUTED_TO, claim.id, source.id))
    desk.settle()
    desk.window.view.make_current("")
    model = desk.window.inspector.model
    row = model.row_of(claim.id).row()
    before = second_line(desk, row)
    write_note(desk, claim)
    after = second_line(desk, row)
    changed = [x for x in range(after.width()) if any(after.pixel(x, y) != before.pixel(x, y) for y in range(20))]
    assert min(changed) < after.width() * 0.6, "the source leaves room for the note"
    assert max(columns_like(after, desk.window.theme.muted)) < after.width() - 8
    tip = model.data(model.row_of(claim.id), Qt.ItemDataRole.ToolTipRole)
    assert NOTE in tip and "attributed to a spokesman said" in tip and "The bridge is safe" in tip


def test_the_tip_of_a_row_is_no_markup(desk: Desk) -> None:
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.session.do(lambda: desk.session.annotations.write_note(claim.id, "<b>bold</b> & <img src=x>"))
    desk.settle()
    model = desk.window.inspector.model
    tip = model.data(model.row_of(claim.id), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;bold" in tip and "<img" not in tip
