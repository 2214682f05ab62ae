"""Buttons that measure themselves: as wide as what they say now."""

from functools import partial

from PySide6.QtWidgets import QAbstractButton

from tests.ui.conftest import Desk


def room_beside_the_words(button: QAbstractButton) -> tuple[int, int]:
    """How much room there is to the left of what is painted on a button, and to its right."""
    image = button.grab().toImage()
    dark = [
        x for x in range(image.width()) for y in range(6, image.height() - 6) if image.pixelColor(x, y).lightness() < 90
    ]
    return min(dark), image.width() - 1 - max(dark)


def test_a_filter_grows_with_its_count(desk: Desk) -> None:
    document = desk.session.document
    assert document is not None
    for start, many in ((0, 9), (20, 1), (30, 90)):
        passages = [(document.article, (start + 2 * n, start + 2 * n + 2)) for n in range(many)]
        desk.session.do(partial(desk.session.annotations.tag_passages, passages, "claim", lambda: None))
        desk.settle()
        desk.qtbot.wait(30)
        button = desk.window.inspector._filters[""]
        left, right = room_beside_the_words(button)
        assert button.text() == f"All {len(desk.stored())}"
        assert abs(left - right) <= 2
