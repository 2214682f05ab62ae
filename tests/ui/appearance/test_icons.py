"""Line icons: drawn in one style, in the colour of the text, and following the theme."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QColor, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton

from annotator.resources import resource
from annotator.ui.appearance.icons import make_icon
from annotator.ui.commands.table import COMMANDS
from tests.ui.conftest import Desk

SOURCES = "".join(f.read_text(encoding="utf-8") for f in (Path(__file__).parents[3] / "annotator" / "ui").rglob("*.py"))
DRAWINGS = sorted((resource("icons/annotator.svg").parent / "line").glob("*.svg"))


def darkest(pixmap: QPixmap) -> QColor:
    image = pixmap.toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=lambda c: c.alpha())


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda f: f.stem)
def test_every_drawing_is_of_one_style_and_used(drawing: Path) -> None:
    assert drawing.stem in re.findall('"([a-z-]+)"', SOURCES)
    svg = drawing.read_text(encoding="utf-8")
    assert 'viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.4"' in svg
    assert not re.search("#[0-9a-f]{3}", svg)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_icons_of_buttons_and_menus_follow_the_theme(desk: Desk, theme: str) -> None:
    actions = desk.window.actions_by_id
    actions[f"theme_{theme}"].trigger()
    with_icon = [actions[c.id] for c in COMMANDS if c.icon]
    with_icon += [b for b in desk.window.findChildren(QAbstractButton) if b.property("icon_name")]  # type: ignore[misc]
    assert len(with_icon) > 30
    for one in with_icon:
        inked = darkest(one.icon().pixmap(QSize(16, 16), 1.0, QIcon.Mode.Normal))
        assert inked.name() == desk.window.theme.text, (one.objectName(), one.property("icon_name"))


def test_an_icon_is_as_sharp_as_the_screen(desk: Desk) -> None:
    icon = make_icon("search")
    assert icon.pixmap(QSize(16, 16), 1.0).size() == QSize(16, 16)
    assert darkest(icon.pixmap(QSize(16, 16), 1.0, QIcon.Mode.Disabled)).name() == desk.window.theme.muted


def test_what_a_button_with_an_icon_alone_does_is_said(desk: Desk) -> None:
    for button in desk.window.findChildren(QAbstractButton):
        if button.property("icon_name") and not button.text() and not button.isHidden():
            assert button.accessibleName(), button.property("icon_name")
            assert button.toolTip(), button.property("icon_name")


def test_no_character_stands_for_an_icon(desk: Desk) -> None:
    labels = [b.text() for b in desk.window.findChildren(QAbstractButton)]
    labels += [a.text() for a in desk.window.findChildren(QAction)]
    assert not [text for text in labels if re.search("[＋↶↷✦▽⇅▾✕↑↓⚠✓]", text)]
