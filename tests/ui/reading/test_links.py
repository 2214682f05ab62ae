"""The line of a link runs between the lines of the text and beside them: it strikes no word through."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

from annotator.model import Annotation, LinkKind
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
    lines = [rect.toRect() for rect in view.sight.rects_of((0, len(view.shown.text)))]
    return [line.adjusted(0, 5, 0, -5).translated(shift) for line in lines]


def linked(desk: Desk, claim: str, source: str, *, back: bool) -> tuple[Annotation, list[QPoint]]:
    """The source of a claim, one of the two current, and the pixels that their link changes in the view."""
    path = desk.path.parent / "links"
    path.mkdir()
    desk.window.resize(1000, 800)
    desk.bring(path, TEXT, "links.txt")
    end, start = desk.mark(source, KEYS["source"]), desk.mark(claim, KEYS["claim"])
    desk.window.view.make_current(end.id if back else start.id)
    before = painted(desk)
    desk.session.do(lambda: desk.session.annotations.link(LinkKind.ATTRIBUTED_TO, start.id, end.id))
    desk.settle()
    after = painted(desk)
    places = [QPoint(x, y) for y in range(after.height()) for x in range(after.width())]
    return end, [p for p in places if after.pixel(p) != before.pixel(p)]


@pytest.mark.parametrize("where", CLAIMS)
@pytest.mark.parametrize("back", [False, True])
def test_no_letter_is_painted_over(desk: Desk, where: str, back: bool) -> None:
    _, changed = linked(desk, CLAIMS[where], "Ellery Radio", back=back)
    assert len(changed) > 20, "the link is seen"
    assert not [p for p in changed if any(line.contains(p) for line in letters(desk))]


SENTENCE, PARAGRAPH = "Nobody whom we asked had heard of it", TEXT.split("\n\n")[1].removesuffix(".")


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (SENTENCE, "Nobody"),
        (SENTENCE, "whom we"),
        (SENTENCE, "heard of it"),
        (SENTENCE, SENTENCE),
        (PARAGRAPH, "Ellery Radio"),
        (PARAGRAPH, "the ferry"),
        (PARAGRAPH, "the year before"),
    ],
)
@pytest.mark.parametrize("back", [False, True])
def test_a_source_within_its_claim_is_seen_to_be_linked(desk: Desk, claim: str, source: str, back: bool) -> None:
    end, changed = linked(desk, claim, source, back=back)
    view = desk.window.view
    shift = view.viewport().geometry().topLeft()
    words = view.sight.rects_of(end.fragments[0])[0].toRect().translated(shift)
    above = [p.x() for p in changed if words.top() - 8 < p.y() < words.top() - 3]  # over the outline of either
    assert max(above) - min(above) >= 20, "a line, not a dot"
    assert min(above) < words.right() and max(above) > words.left(), "over the source"
    if claim != source:
        assert min(above) < words.left() - 2 or max(above) > words.right() + 2, "and over what else is claimed"
    assert not [p for p in changed if any(line.contains(p) for line in letters(desk))]
