"""The verdict on a claim: told by shape, word and colour, wherever the claim is shown."""

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.model import CLAIM, FIELDS
from annotator.ui.appearance import theme
from annotator.ui.appearance.theme import Theme
from annotator.ui.widgets.verdict_chip import SIGNS, color_of, ground_of, paint_chip, paint_sign, verdict_of, words_of
from tests.ui.appearance.test_theme import THEMES, contrast
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS


def test_every_verdict_that_can_be_chosen_has_a_shape_of_its_own() -> None:
    (check,) = [field for field in FIELDS[CLAIM.id] if field.name == "check"]
    assert {value for value, _ in check.choices} - {"not_checked"} == set(SIGNS)
    assert len(set(SIGNS.values())) == len(SIGNS)


@pytest.mark.parametrize("chosen", THEMES, ids=lambda t: t.name)
def test_its_words_can_be_read_on_everything_it_lies_on(chosen: Theme) -> None:
    for verdict in SIGNS:
        for below in (chosen.paper, chosen.panel):
            assert contrast(color_of(verdict, chosen), ground_of(verdict, chosen, below)) >= 4.5, verdict
        assert contrast(color_of(verdict, chosen), QColor(chosen.chosen)) >= 3, verdict  # its edge, in a chosen row


def painted(draw: object) -> QImage:
    image = QImage(200, 30, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(painter)  # type: ignore[operator]
    painter.end()
    return image


@pytest.mark.usefixtures("qapp")
def test_without_colour_the_four_still_differ_and_long_words_stay_inside() -> None:
    light = theme.theme_for(theme.LIGHT)
    signs = [
        painted(lambda p, v=v: paint_sign(p, QPointF(15, 15), 15, v, light)).convertToFormat(QImage.Format.Format_Mono)
        for v in SIGNS
    ]
    assert all(a != b for n, a in enumerate(signs) for b in signs[:n])
    widths: list[int] = []
    painted(lambda p: widths.append(paint_chip(p, QRect(0, 0, 60, 20), "unverifiable", light, light.panel)))
    assert widths[0] <= 60


def test_the_row_of_a_claim_shows_and_says_its_verdict(desk: Desk) -> None:
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    rows, model = desk.window.inspector.list, desk.window.inspector.model
    before = rows.grab().toImage()
    desk.session.do(lambda: desk.session.annotations.describe(claim.id, {"check": "refuted"}))
    desk.settle()
    assert verdict_of(desk.stored()[0]) == "refuted" and words_of("refuted") == "refuted"
    assert "refuted" in model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "refuted" in desk.window.bench.voice.words_for(claim.id)
    after, light = rows.grab().toImage(), desk.window.theme
    ink = color_of("refuted", light).rgb()
    colors = {after.pixel(x, y) for x in range(after.width()) for y in range(min(60, after.height()))}
    assert before != after and ink in colors


def test_the_second_line_says_what_is_known_and_never_the_name_of_the_tag(desk: Desk) -> None:
    from annotator.ui.annotations.annotation_list import said_of

    place = desk.mark("Port Ellery", KEYS["location"])
    document = desk.session.document
    assert document is not None and said_of(document, place) == ("", False)
    values = {"role": "event", "name": "Port Ellery", "country": "GB"}
    desk.session.do(lambda: desk.session.annotations.describe(place.id, values))
    desk.settle()
    assert said_of(document, document.annotations[place.id]) == ("event · United Kingdom", False)
    desk.session.do(
        lambda: desk.session.annotations.describe(place.id, {"name": "Ellery, Port", "country": "Atlantis"})
    )
    desk.settle()
    assert said_of(document, document.annotations[place.id])[0] == "event · Ellery, Port · Atlantis"
    source = desk.mark("a spokesman", KEYS["source"])
    desk.session.do(lambda: desk.session.annotations.describe(source.id, {"kind": "person"}))
    desk.settle()
    assert said_of(document, document.annotations[source.id])[0] == "person"
