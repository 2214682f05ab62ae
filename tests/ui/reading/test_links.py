"""The line of a link runs between the lines of the text and beside them: it strikes no word through."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

from annotator.model import LinkKind
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS

TEXT = (
    "The bridge over the Ellery\n\n"
    "Ellery Radio said on Monday that the bridge will be closed for seven weeks from the first of May, and that the "
    "ferry will be free of charge for everybody who lives in one of the two villages, as it was in the year before.\n\n"
    "Nobody whom we asked had heard of it. The mayor was on a ship.\n\n"
    "The repair costs four million, the county wrote to us."
)
CLAIMS = {
    "the same line": "that the bridge",
    "the next line": "ferry will be free of charge for everybody",
    "far below": "The repair costs four million",
}


def painted(desk: Desk) -> QImage:
    desk.qtbot.wait(20)
    return desk.view.grab().toImage()


def letters(desk: Desk) -> list[QRect]:
    """Where letters are: the lines of the text without what is between two of them."""
    view = desk.window.view
    shift = view.viewport().geometry().topLeft()
    lines = [rect.toRect() for rect in view.rects_of((0, len(view.text)))]
    return [line.adjusted(0, 5, 0, -5).translated(shift) for line in lines]


@pytest.mark.parametrize("where", CLAIMS)
@pytest.mark.parametrize("back", [False, True])
def test_no_letter_is_painted_over(desk: Desk, where: str, back: bool) -> None:
    path = desk.path.parent / "links"
    path.mkdir()
    desk.window.resize(1000, 800)
    desk.bring(path, TEXT, "links.txt")
    source = desk.mark("Ellery Radio", KEYS["source"])
    claim = desk.mark(CLAIMS[where], KEYS["claim"])
    desk.window.view.make_current(source.id if back else claim.id)
    before = painted(desk)
    desk.session.do(lambda: desk.session.annotations.link(LinkKind.ATTRIBUTED_TO, claim.id, source.id))
    desk.settle()
    after = painted(desk)
    changed = [
        QPoint(x, y)
        for y in range(after.height())
        for x in range(after.width())
        if after.pixel(x, y) != before.pixel(x, y)
    ]
    assert len(changed) > 20, "the link is seen"
    assert not [p for p in changed if any(line.contains(p) for line in letters(desk))]
