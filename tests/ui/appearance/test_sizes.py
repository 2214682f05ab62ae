"""Interface size: everything in the window but the article grows with it, at once and for good."""

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QPushButton

from annotator.resources import resource
from annotator.settings import INTERFACE_SIZE
from annotator.ui.appearance import theme
from annotator.ui.appearance.icons import SIDE
from annotator.ui.appearance.sizes import px
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS


def measures(desk: Desk) -> list[int]:
    """The heights of rows, buttons, fields and type."""
    window = desk.window
    return [
        window.inspector.list.rowHeight(0),
        window.library.rows.rowHeight(0),
        window.toolbar._open.height(),
        window.library.search.height(),
        window.inspector.attributes.iconSize().height(),
        window.status.fontInfo().pixelSize(),
        window.menuBar().fontInfo().pixelSize(),
    ]


@pytest.mark.parametrize("size", [85, 150, 200])
def test_rows_buttons_fields_and_type_follow_at_once_and_back(desk: Desk, size: int) -> None:
    actions, view = desk.window.actions_by_id, desk.window.view
    desk.mark("Port Ellery", KEYS["location"])
    before, article = measures(desk), view.font().pixelSize()
    actions[f"size_{size}"].trigger()
    desk.qtbot.wait(1)
    for now, then in zip(measures(desk), before, strict=True):
        assert now / then == pytest.approx(size / 100, abs=0.13)
    assert view.font().pixelSize() == article, "the article has a size of its own"
    assert [s for s in INTERFACE_SIZE.allowed if actions[f"size_{s}"].isChecked()] == [size]
    actions["size_100"].trigger()
    desk.qtbot.wait(1)
    assert measures(desk) == before


def test_the_size_is_kept_and_a_damaged_one_is_none(desk: Desk) -> None:
    desk.window.actions_by_id["size_130"].trigger()
    assert desk.window.settings.get(INTERFACE_SIZE) == 130
    desk.window.settings.set({INTERFACE_SIZE: 0})
    assert desk.window.settings.get(INTERFACE_SIZE) == 100
    desk.window.look.dress()
    assert px(13) == 13


def test_lengths_of_the_style_sheet_grow_and_lines_stay_thin(desk: Desk) -> None:
    desk.window.actions_by_id["size_200"].trigger()
    sheet = theme.style_sheet(desk.window.theme)
    assert "font-size: 24px" in sheet and "1px solid" in sheet and "font-size: 12px" not in sheet


def test_the_faces_come_with_the_program(desk: Desk) -> None:
    assert QFontInfo(QGuiApplication.font()).family() == theme.FACE == "Noto Sans"
    assert QFontInfo(desk.window.view.font()).family() == "Noto Serif"
    for face in theme._FACES:
        number = QFontDatabase.addApplicationFont(str(resource(f"fonts/{face}.ttf")))
        assert QFontDatabase.applicationFontFamilies(number) in (["Noto Sans"], ["Noto Serif"])


@pytest.mark.parametrize("size", INTERFACE_SIZE.allowed)
def test_filters_of_the_library_are_round_in_every_size(desk: Desk, size: int) -> None:
    desk.window.actions_by_id[f"size_{size}"].trigger()
    desk.window.resize(2200, 900)
    desk.qtbot.wait(20)
    chips = [b for b in desk.window.library.findChildren(QPushButton) if b.objectName() == "chip" and b.isVisible()]
    for chip in chips:
        corner = chip.mapTo(desk.window, chip.rect().topLeft())
        assert desk.window.grab().toImage().pixelColor(corner) == QColor(desk.window.theme.panel)
    assert chips


def test_the_sign_that_all_is_saved_has_its_room_in_every_size(desk: Desk) -> None:
    saved = desk.window.status.saved
    for size in INTERFACE_SIZE.allowed:
        desk.window.actions_by_id[f"size_{size}"].trigger()
        desk.qtbot.wait(1)
        assert saved.indent() > px(SIDE), size
