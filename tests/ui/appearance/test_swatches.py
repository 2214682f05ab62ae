"""Swatches: wherever a tag's colour is shown it is the one that the theme gives the tag, chosen or not."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QImage
from PySide6.QtWidgets import QComboBox, QMenu

from annotator import edits
from annotator.model import TAGS, Tag, Underline
from annotator.text.search import Query
from annotator.ui.annotations.tag_all_dialog import TagAllDialog
from annotator.ui.appearance import theme
from annotator.ui.appearance.swatches import make_swatch
from annotator.ui.exchange.export_dialog import ExportDialog
from annotator.ui.exchange.foreign_import import ForeignDialog
from annotator.ui.widgets.buttons import KeyButton
from annotator.ui.widgets.picker import Choice, Picker
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS

OWN = Tag("own_law", "Laws &\nrules", "#402090", Underline.DOTTED, "5")
THEMES = (theme.LIGHT, theme.DARK, theme.CONTRAST)


@pytest.fixture
def tagged(desk: Desk) -> Desk:
    """A window with a tag of the person's own, whose colour is too dark for a dark paper."""
    desk.session.do(lambda: desk.session.apply(edits.add_tag(OWN)))
    desk.settle()
    return desk


def inks(icon: QIcon, mode: QIcon.Mode) -> str:
    """The colour in the middle of an icon."""
    image = icon.pixmap(QSize(16, 16), mode).toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).name()


def wrong(icon: QIcon, tag: Tag, wanted: theme.Theme) -> bool:
    """Whether an icon is another than the tag's in this theme, plain or in a chosen row."""
    modes = (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active)
    return any(QColor(inks(icon, mode)) != QColor(wanted.color_of(tag)) for mode in modes)


def boxes(desk: Desk) -> list[QComboBox]:
    """Every box in which a tag can be chosen, of the window and its dialogs."""
    window = desk.window
    tags, preview = desk.session.tags.all, desk.session.transfers.preview_export
    export = ExportDialog([("This", ["x"])], [], tags, preview, parent=window)
    foreign = ForeignDialog("CoNLL", {"PER": 3}, None, tags, window)
    tag_all = TagAllDialog(desk.session, Query("bridge"), "claim", window.keys.hold, window)
    for dialog in (export, foreign, tag_all):
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    return [window.bench.suggestions.tag, export.tag, foreign.labels["PER"], tag_all.tag]


@pytest.mark.parametrize("name", THEMES)
def test_every_menu_and_box_has_the_colours_of_the_theme_whichever_came_first(tagged: Desk, name: str) -> None:
    window, wanted = tagged.window, theme.theme_for(name)
    before = boxes(tagged)
    window.actions_by_id[f"theme_{name}"].trigger()
    for tag in tagged.session.tags.all:
        assert not wrong(window.actions_by_id[f"tag_{tag.id}"].icon(), tag, wanted), tag.name
    for box in (*before, *boxes(tagged)):
        rows = [box.findData(tag.id) for tag in tagged.session.tags.all]
        shown = {tag: row for tag, row in zip(tagged.session.tags.all, rows, strict=True) if row >= 0}
        assert set(shown) >= set(TAGS), box.accessibleName()
        assert not [tag for tag, row in shown.items() if wrong(box.itemIcon(row), tag, wanted)], box.accessibleName()
    assert before[1].itemText(before[1].findData(OWN.id)) == "Laws & rules"


def has(image: QImage, color: str) -> bool:
    """Whether some pixel of an image is exactly of this colour."""
    wanted = QColor(color).rgb()
    return any(image.pixel(x, y) == wanted for y in range(image.height()) for x in range(min(60, image.width())))


@pytest.mark.parametrize("name", THEMES)
def test_a_chosen_row_of_a_menu_a_box_or_the_picker_does_not_tint_its_swatch(tagged: Desk, name: str) -> None:
    window, wanted = tagged.window, theme.theme_for(name)
    window.actions_by_id[f"theme_{name}"].trigger()
    tagged.mark("Port Ellery", KEYS["location"])
    menu = QMenu(window)
    for tag in tagged.session.tags.all:
        menu.addAction(window.actions_by_id[f"tag_{tag.id}"])
    menu.popup(window.mapToGlobal(window.rect().center()))
    for tag, action in zip(tagged.session.tags.all, menu.actions(), strict=True):
        menu.setActiveAction(action)
        assert has(menu.grab(menu.actionGeometry(action)).toImage(), wanted.color_of(tag)), tag.name
    menu.close()
    menu.deleteLater()
    box = window.bench.suggestions.tag
    window.bench.side.turn_to(window.bench.suggestions)
    box.showPopup()
    view = box.view()
    for row in range(1, box.count()):
        view.setCurrentIndex(box.model().index(row, 0))
        place = view.visualRect(view.currentIndex())
        tag = tagged.session.tags.of(box.itemData(row))
        assert has(view.viewport().grab(place).toImage(), wanted.color_of(tag)), tag.name
    box.hidePopup()
    picker = Picker(window.view, "Which?")
    picker.open("Which?", [Choice("x", "Laws", "", OWN), Choice("y", "Nothing")])
    assert picker.list.currentIndex().row() == 0
    place = picker.list.visualRect(picker.list.currentIndex())
    assert has(picker.list.viewport().grab(place).toImage(), wanted.color_of(OWN))
    picker.deleteLater()


@pytest.mark.parametrize("name", THEMES)
def test_buttons_bars_and_chips_have_the_same_colours(tagged: Desk, name: str) -> None:
    window, wanted = tagged.window, theme.theme_for(name)
    window.actions_by_id[f"theme_{name}"].trigger()
    painted = [(b, b._tag) for b in window.findChildren(KeyButton) if b._tag]
    assert len(painted) == 3 * len(tagged.session.tags.all), "the toolbar, the bar beside a selection, and the filters"
    for button, tag in painted:
        button.resize(button.sizeHint())
        assert has(button.grab().toImage(), wanted.color_of(tag)), button.accessibleName()
        button.setCheckable(True)
        button.setChecked(True)
        assert has(button.grab().toImage(), wanted.color_of(tag)), button.accessibleName()


def near(one: QColor, other: QColor) -> bool:
    """Whether two colours are the same but for rounding."""
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(a - b) <= 1 for a, b in pairs)


def test_what_cannot_be_used_has_a_pale_swatch_in_menus_and_bars_alike(tagged: Desk) -> None:
    window = tagged.window
    pale = inks(window.actions_by_id["tag_claim"].icon(), QIcon.Mode.Disabled)
    button = window.toolbar.findChild(KeyButton, "tag_claim")
    assert isinstance(button, KeyButton)
    button.setEnabled(False)
    button.resize(button.sizeHint())
    image = button.grab().toImage()
    assert any(near(image.pixelColor(x, button.height() // 2), QColor(pale)) for x in range(40))
    assert inks(make_swatch("#d55e00"), QIcon.Mode.Disabled) == pale


def test_a_new_colour_of_a_tag_is_in_its_menu_entry(tagged: Desk) -> None:
    after = OWN._replace(color="#c0392b")
    tagged.session.do(lambda: tagged.session.apply(edits.change_tag(OWN, after)))
    tagged.settle()
    action = tagged.window.actions_by_id[f"tag_{OWN.id}"]
    assert isinstance(action, QAction)
    assert not wrong(action.icon(), after, tagged.window.theme)
