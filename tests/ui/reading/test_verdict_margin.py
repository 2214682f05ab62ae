"""The verdict beside the text: where the claim begins, as long as that is in sight."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from annotator.settings import INTERFACE_SIZE
from annotator.ui.widgets.verdict_chip import color_of
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS


def check(desk: Desk, words: str, verdict: str) -> str:
    claim = desk.mark(words, KEYS["claim"])
    desk.session.do(lambda: desk.session.annotations.describe(claim.id, {"check": verdict}))
    desk.settle()
    return claim.id


def test_a_checked_claim_has_a_sign_beside_its_first_line_that_leads_to_it(desk: Desk) -> None:
    claim = check(desk, "The bridge is safe", "refuted")
    desk.mark("are expected to cost", KEYS["claim"])  # not checked
    margin, view = desk.window.bench.verdicts, desk.window.view
    ((place, said),) = margin.signs()
    line = view.sight.rects_of((said.start, said.start + 1))[0]
    assert said.id == claim and line.top() <= place.center().y() <= line.bottom()
    assert margin.rect().contains(place.toAlignedRect()) and margin.geometry().right() < view.viewport().x()
    image, ink = margin.grab().toImage(), color_of("refuted", desk.window.theme).rgb()
    assert ink in {
        image.pixel(x, y) for x in range(image.width()) for y in range(int(place.top()), int(place.bottom()))
    }
    view.make_current("")
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert view.current == claim


def test_claims_of_one_line_stand_side_by_side_and_undo_takes_the_sign_away(desk: Desk) -> None:
    desk.window.resize(1366, 728)
    desk.qtbot.wait(20)
    check(desk, "The bridge is safe", "supported")
    check(desk, "for now", "disputed")
    margin = desk.window.bench.verdicts
    (first, _), (second, _) = margin.signs()
    assert not first.intersects(second) and first.center().y() == second.center().y()
    desk.session.do(desk.session.history.undo)
    desk.settle()
    assert len(margin.signs()) == 1


def test_only_what_is_in_sight_is_looked_at(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, "Title\n\n" + "\n\n".join(f"Sentence {n} is long enough." for n in range(400)), "long.txt")
    check(desk, "Sentence 3 is long enough", "supported")
    margin, view = desk.window.bench.verdicts, desk.window.view
    assert len(margin.signs()) == 1
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    desk.qtbot.wait(30)
    assert margin.signs() == [] and margin._sign_at(QPointF(5, 5)) is None


@pytest.mark.parametrize("width", [800, 1366])
@pytest.mark.parametrize("size", INTERFACE_SIZE.allowed)
def test_at_every_interface_size_there_is_room_for_the_sign(desk: Desk, size: int, width: int) -> None:
    check(desk, "The bridge is safe", "refuted")
    desk.window.resize(width, 728)
    desk.window.actions_by_id[f"size_{size}"].trigger()
    desk.qtbot.wait(30)
    margin, view = desk.window.bench.verdicts, desk.window.view
    view.scroll_to(view.shown.text.index("The bridge is safe"))
    desk.qtbot.wait(30)
    ((place, _),) = margin.signs()
    assert margin.rect().contains(place.toAlignedRect())
    assert 13 <= place.height() <= view.metrics.pitch, "signs of two lines do not touch"
    image, ink = margin.grab().toImage(), color_of("refuted", desk.window.theme).rgb()
    assert ink in {
        image.pixel(x, y) for x in range(image.width()) for y in range(int(place.top()), int(place.bottom()))
    }


def test_the_sign_is_as_large_for_a_room_as_the_type(desk: Desk) -> None:
    check(desk, "The bridge is safe", "refuted")
    margin, view = desk.window.bench.verdicts, desk.window.view
    ((before, _),) = margin.signs()
    type_before = view.font().pixelSize()
    desk.press(Qt.Key.Key_F11)
    desk.qtbot.wait(30)
    ((place, _),) = margin.signs()
    assert place.height() / before.height() == pytest.approx(view.font().pixelSize() / type_before, abs=0.1)
    assert margin.rect().contains(place.toAlignedRect())
