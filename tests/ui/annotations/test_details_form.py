"""The details of the current annotation: lean, with the rest at hand, and an edge that stays where it is put."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from annotator.model import FIELDS, LinkKind
from annotator.ui.widgets.elided import ElidedLabel
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS


def click(desk: Desk, button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]
    desk.settle()


def rows_in_sight(desk: Desk) -> int:
    rows = desk.window.inspector.list
    return rows.viewport().height() // rows.verticalHeader().defaultSectionSize()


def test_what_is_written_most_often_is_shown_and_the_rest_under_more_also_the_next_time(
    make_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    desk = make_desk()
    desk.bring(tmp_path)
    desk.mark("The bridge is safe", KEYS["claim"])
    details = desk.window.inspector.details
    widgets = details.form("claim").widgets
    assert [name for name, widget in widgets.items() if widget.isVisible()] == ["check"]
    click(desk, details.more)
    assert [name for name, widget in widgets.items() if widget.isVisible()] == [
        "check",
        "review_url",
        "stance",
        "quotation",
    ]
    desk.window.close()
    again = make_desk()
    again.until(lambda: again.session.document)
    again.mark("Port Ellery", KEYS["location"])
    assert again.window.inspector.details.form("location").widgets["latitude"].isVisible()


def test_every_field_says_what_it_is_for(desk: Desk) -> None:
    for tag in FIELDS:
        for name, widget in desk.window.inspector.details.form(tag).widgets.items():
            assert widget.toolTip(), (tag, name)
            assert widget.accessibleName(), (tag, name)
    check = desk.window.inspector.details.form("claim").widgets["check"]
    assert isinstance(check, QComboBox) and check.itemText(0) == "not checked"


def test_what_was_not_chosen_is_said_in_words(desk: Desk) -> None:
    for tag in FIELDS:
        for name, widget in desk.window.inspector.details.form(tag).widgets.items():
            if isinstance(widget, QComboBox):
                assert widget.itemText(0) in ("not said", "not checked"), (tag, name)


def test_a_source_says_which_claims_are_its_own_and_who_heard_it_from_it(desk: Desk) -> None:
    claim, source = desk.mark("The bridge is safe", KEYS["claim"]), desk.mark("a spokesman", KEYS["source"])
    other = desk.mark("county roads authority", KEYS["source"])
    desk.session.annotations.link(LinkKind.ATTRIBUTED_TO, claim.id, source.id)
    desk.settle()
    desk.session.annotations.link(LinkKind.VIA, other.id, source.id)
    desk.settle()
    desk.window.view.make_current(source.id)
    speakers = desk.window.inspector.details.speakers

    def captions() -> list[str]:
        return [label.text() for label in speakers.findChildren(ElidedLabel) if label.isVisible()]

    desk.until(lambda: len(captions()) == 3)
    assert captions() == ["Heard it via", "Claims of this source", "Sources that heard it from this one"]


def test_a_check_that_says_not_checked_is_shown_as_none(desk: Desk) -> None:
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.session.do(lambda: desk.session.annotations.describe(claim.id, {"check": "not_checked"}))
    desk.settle()
    check = desk.window.inspector.details.form("claim").widgets["check"]
    assert isinstance(check, QComboBox)
    assert (check.currentText(), check.count()) == ("not checked", 5)


def test_authors_own_is_a_button_that_shows_what_is_stored(desk: Desk) -> None:
    desk.mark("The bridge is safe", KEYS["claim"])
    own = desk.window.inspector.details.speakers.own
    click(desk, own)
    assert desk.stored()[0].attributes == (("attribution", "authors_own"),) and own.isChecked()
    click(desk, own)
    assert desk.stored()[0].attributes == () and not own.isChecked()


def test_five_rows_of_the_list_stay_on_a_small_screen(desk: Desk) -> None:
    desk.window.resize(1366, 728)
    desk.window.inspector.details.more.setChecked(True)
    for words in ("Harbour", "The swing bridge", "is safe", "for now", "Ellery Radio", "The bridge is safe"):
        desk.mark(words, KEYS["claim"])
    desk.until(lambda: rows_in_sight(desk) >= 5)


def test_the_edge_stays_where_a_person_put_it(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    desk = make_desk()
    desk.bring(tmp_path)
    desk.mark("The bridge is safe", KEYS["claim"])
    split = desk.window.inspector.split
    handle = split.handle(1)
    start = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(handle, start - QPoint(0, 60))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start)
    kept = split.sizes()[1]
    assert kept == split.height_kept > 0
    desk.window.view.make_current("")
    desk.mark("Port Ellery", KEYS["location"])
    assert split.sizes()[1] == kept
    desk.window.close()
    again = make_desk()
    again.until(lambda: again.session.document)
    again.mark("mainland", KEYS["location"])
    assert again.window.inspector.split.sizes()[1] == kept


def test_a_click_beside_the_fields_leaves_the_keys_where_they_were_heard(desk: Desk) -> None:
    desk.mark("mainland", KEYS["claim"])
    desk.window.view.setFocus()
    click(desk, desk.window.inspector.details._tag)
    click(desk, desk.window.inspector.split.area.viewport())
    assert desk.window.focusWidget() is desk.window.view
    desk.press(KEYS["location"])
    desk.settle()
    assert [a.tag for a in desk.stored()] == ["location"]
