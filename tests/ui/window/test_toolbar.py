"""The toolbar in a narrow window: keys and names go before any button does, and the way out never goes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from annotator import edits
from annotator.model import TAGS, Tag, Underline
from annotator.ui.widgets.buttons import KeyButton
from annotator.ui.window.toolbar import Toolbar
from tests.ui.conftest import Desk
from tests.ui.window.test_long_strings import longer  # noqa: F401  # a fixture

OWN = ("Person", "Quotation of a law", "Number", "<b>Bridges & ferries", "Date")


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """A window with five tags of the person's own, the last without a key."""
    make_own_tags(desk)
    return desk


def make_own_tags(desk: Desk) -> None:
    for number, name in enumerate(OWN):
        key = str(5 + number) if number < 4 else ""
        tag = Tag(f"own_{number}", name, "#7a4fbf", Underline.SOLID, key)
        desk.session.do(lambda tag=tag: desk.session.apply(edits.add_tag(tag)))  # type: ignore[misc]
        desk.settle()


def shown(toolbar: Toolbar) -> dict[str, KeyButton]:
    return {b.objectName(): b for b in toolbar.findChildren(KeyButton) if b.isVisible()}


def misplaced(toolbar: Toolbar) -> list[str]:
    """What is not wholly in the toolbar, smaller than its parts or upon another."""
    buttons = list(shown(toolbar).values())
    small = [b.objectName() for b in buttons if b.width() < b.sizeHint().width()]
    outside = [b.objectName() for b in buttons if not toolbar.rect().contains(b.geometry())]
    upon = [a.objectName() for a in buttons for b in buttons if a is not b and a.geometry().intersects(b.geometry())]
    return small + outside + upon


def look_at(desk: Desk, width: int) -> dict[str, KeyButton]:
    """The buttons of a window of this width. All that is there is in its place, and the way out is."""
    for pane in (desk.window.panes.library, desk.window.panes.inspector):
        pane.hide()  # they would not let it be so narrow
    desk.until(lambda: desk.window.minimumWidth() <= width)
    desk.window.resize(width, 700)
    desk.qtbot.wait(10)
    toolbar = desk.window.toolbar
    assert toolbar.width() == width
    more = toolbar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert more is None or not more.isVisible()
    assert misplaced(toolbar) == []
    buttons = shown(toolbar)
    assert buttons["export"].shown_name
    return buttons


def parts(buttons: dict[str, KeyButton]) -> dict[str, tuple[str, str]]:
    return {name: (button.shown_name, button.shown_key) for name, button in buttons.items()}


def test_keys_go_first_then_own_names_then_the_others_and_all_come_back(busy: Desk) -> None:
    seen = []
    for width in (*range(2000, 540, -40), 1990):
        buttons = look_at(busy, width)
        seen.append(parts(buttons))
        keys = any(b.shown_name and b.shown_key and n.startswith("tag") for n, b in buttons.items())
        own = [b.shown_name for n, b in buttons.items() if n.startswith("tag_own")]
        four = [b.shown_name for n, b in buttons.items() if n.startswith("tag") and "own" not in n]
        assert not keys or all([*own, *four]), "names go after all keys have gone"
        assert not any(own) or all(four), "the names of own tags go first"
        assert len(own) == len(OWN) or not any(four), "buttons go last"
        assert len(four) == len(TAGS)
    whole, narrow, back = seen[0], seen[-2], seen[-1]
    assert whole == back and whole["tag_own_0"] == ("Person", "5")
    assert whole["tag_own_4"] == ("Date", "") and whole["suggest"] == ("Suggest", "Ctrl+J")
    assert narrow["tag_claim"] == ("", "1") and "undo" not in narrow


def test_a_name_that_is_not_shown_is_said(busy: Desk) -> None:
    buttons = look_at(busy, 820)
    ferries = buttons["tag_own_3"]
    assert (ferries.shown_name, ferries.shown_key) == ("", "8")
    assert ferries.accessibleName() == "<b>Bridges & ferries, 8"
    assert "&lt;b&gt;Bridges &amp; ferries" in ferries.toolTip()
    assert buttons["undo"].toolTip() if "undo" in buttons else True


@pytest.mark.parametrize("size", [100, 150])
def test_it_fits_in_every_width_and_interface_size(busy: Desk, size: int) -> None:
    busy.window.actions_by_id[f"size_{size}"].trigger()
    for width in (800, 1024, 1366):
        look_at(busy, width)
    busy.window.actions_by_id["size_100"].trigger()


@pytest.mark.usefixtures("longer")
@pytest.mark.parametrize("size", [100, 150])
def test_it_fits_with_longer_words(make_desk: Callable[[], Desk], size: int) -> None:
    desk = make_desk()
    make_own_tags(desk)
    desk.window.actions_by_id[f"size_{size}"].trigger()
    for width in (800, 1024, 1366):
        look_at(desk, width)
    desk.window.actions_by_id["size_100"].trigger()


def test_a_button_that_has_no_room_still_works_by_its_key(busy: Desk) -> None:
    busy.window.actions_by_id["size_150"].trigger()
    assert "tag_own_3" not in look_at(busy, 620)
    made = busy.mark("Port Ellery", Qt.Key.Key_8)
    assert made.tag == "own_3"
    busy.window.actions_by_id["size_100"].trigger()


def test_the_bar_beside_a_selection_goes_on_in_another_line(busy: Desk) -> None:
    look_at(busy, 600)
    view, bar = busy.window.view, busy.window.bench.tagbar
    bar.show_beside(view.cursorRect())
    busy.qtbot.wait(10)
    buttons = bar.findChildren(KeyButton)
    assert len(buttons) == 9 and all(b.isVisible() and b.width() >= b.sizeHint().width() for b in buttons)
    assert view.viewport().rect().contains(bar.geometry())
    assert all(bar.rect().contains(b.geometry()) for b in buttons)
    assert not [a for a in buttons for b in buttons if a is not b and a.geometry().intersects(b.geometry())]
    assert len({b.y() for b in buttons}) > 1


def test_the_bar_is_laid_out_once_for_each_width(busy: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    widths: list[int] = []
    fit = Toolbar._fit

    def counted(bar: Toolbar) -> None:
        widths.append(bar.width())
        fit(bar)

    monkeypatch.setattr(Toolbar, "_fit", counted)
    for width in (1300, 900, 700, 1300):
        widths.clear()
        look_at(busy, width)
        busy.qtbot.wait(50)
        assert len(widths) <= 4


@pytest.mark.parametrize("size", [85, 100, 130, 175, 200])
def test_names_that_fit_are_shown_to_their_last_letter(desk: Desk, size: int) -> None:
    desk.window.actions_by_id[f"size_{size}"].trigger()
    desk.window.resize(2600, 800)
    desk.qtbot.wait(20)
    assert [b.text() for b in shown(desk.window.toolbar).values() if b.drawn_name != b.text()] == []
