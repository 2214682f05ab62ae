import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from annotator.model import CLAIM
from annotator.ui.appearance import theme
from tests.making import BRIDGE
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS, SHIFT


def selected(desk: Desk) -> tuple[int, int]:
    span = desk.window.view.selection.made()
    assert span is not None
    return span


def look_for(desk: Desk, text: str) -> None:
    desk.press(Qt.Key.Key_F, CONTROL)
    desk.type(text, desk.window.bench.findbar.line)
    desk.until(lambda: " of " in desk.window.bench.findbar.said.text() or "No" in desk.window.bench.findbar.said.text())


def test_slash_then_enter_selects_a_match_and_a_digit_tags_it(desk: Desk) -> None:
    desk.press("/")  # type: ignore[arg-type]
    bar = desk.window.bench.findbar
    desk.type("ellery r", bar.line)
    desk.until(lambda: bar.said.text() == "1 of 1")
    desk.press(Qt.Key.Key_Return, on=bar.line)
    assert BRIDGE[slice(*selected(desk))] == "Ellery R"
    desk.press(KEYS["source"])
    desk.settle()
    assert [a.quote for a in desk.stored()] == ["Ellery Radio"]


def test_f3_walks_round_both_ways_and_escape_closes(desk: Desk) -> None:
    look_for(desk, "bridge")
    assert desk.window.bench.findbar.said.text() == "1 of 3"
    desk.press(Qt.Key.Key_Return, on=desk.window.bench.findbar.line)
    places = [selected(desk)[0]]
    for _ in range(3):
        desk.press(Qt.Key.Key_F3)
        places.append(selected(desk)[0])
    assert places[0] == places[3] and len(set(places)) == 3
    desk.press(Qt.Key.Key_F3, SHIFT)
    assert selected(desk)[0] == places[2]
    desk.window.view.grab()
    desk.press(Qt.Key.Key_Escape)
    assert not desk.window.bench.findbar.isVisible() and desk.window.focusWidget() is desk.window.view


def test_case_words_and_patterns(desk: Desk) -> None:
    look_for(desk, "bridge")
    bar = desk.window.bench.findbar
    bar.line.setText("ellery")
    desk.until(lambda: bar.said.text() == "1 of 2")
    bar.case.click()
    desk.until(lambda: bar.said.text() == "No match")
    bar.case.click()
    bar.line.setText("arbour")
    bar.words.click()
    desk.until(lambda: bar.said.text() == "No match")
    bar.words.click()
    bar.pattern.click()
    bar.line.setText("b[a-z]+g[a-z]*")
    desk.until(lambda: bar.said.text() == "1 of 4")
    bar.line.setText("(")
    desk.until(lambda: "cannot be read" in bar.said.text())
    assert not bar.tag_all.isEnabled()


def test_letters_typed_into_the_field_are_no_commands(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    look_for(desk, "1234nlsp")
    desk.settle()
    assert len(desk.stored()) == 1 and desk.window.bench.findbar.line.text() == "1234nlsp"


def test_what_is_selected_is_looked_for(desk: Desk) -> None:
    desk.select("bridge")
    desk.press(Qt.Key.Key_F, CONTROL)
    assert desk.window.bench.findbar.line.text() == "bridge"


def is_near(row: list[QColor], color: QColor) -> bool:
    """Whether most of a row of pixels is of about this colour: a thin line is drawn between pixels."""

    def distance(one: QColor) -> float:
        return sum(abs(a - b) for a, b in zip(one.getRgb()[:3], color.getRgb()[:3], strict=True))  # type: ignore[index]

    return sum(distance(one) < 160 for one in row) > len(row) / 2


@pytest.mark.parametrize("is_marked", [False, True])
def test_what_is_found_is_seen_in_what_is_marked_too(desk: Desk, is_marked: bool) -> None:
    view = desk.window.view
    words = "bent two of its bearings"
    if is_marked:
        desk.mark(words, KEYS["claim"])
        desk.press(Qt.Key.Key_Escape)
    look_for(desk, "bearings")
    desk.settle()
    start = BRIDGE.index("bearings")
    (place,) = view.sight.rects_of((start, start + len("bearings")))
    image = view.viewport().grab(place.toAlignedRect()).toImage()
    light = theme.theme_for(theme.LIGHT)
    rows = [[image.pixelColor(x, y) for x in range(6, image.width() - 6)] for y in range(image.height())]
    assert sum(is_near(row, QColor(light.found_line)) for row in rows) >= 2, "a line above it and one below"
    ground = light.tint_of(CLAIM).name() if is_marked else light.found
    assert [c.name() for c in rows[5]].count(ground) > image.width() / 2, "a tag keeps its tint"
    lowest = {image.pixelColor(5, y).name() for y in range(image.height())}
    assert (QColor(CLAIM.color).name() in lowest) == is_marked
