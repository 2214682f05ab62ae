"""Right to left, and lines in which directions mix: laid out, painted and marked as they read."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.conftest import Desk
from tests.ui.hands import KEYS, SHIFT

MIXED = "الجسر مغلق\n\nقال المتحدث إن Port Ellery في خطر منذ 2024.\n\nA line with عربي inside it.\n"


def test_a_right_to_left_paragraph_begins_at_the_right(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, MIXED, "mixed.txt")
    view = desk.window.view
    right = view.contentOffset().x() + view._layout.width
    for first in (0, MIXED.index("قال")):
        (rect,) = view.sight.rects_of((first, first + 1))
        assert right - 14 < rect.right() <= right
    (rect,) = view.sight.rects_of((MIXED.index("A line"), MIXED.index("A line") + 1))
    assert rect.left() < view.contentOffset().x() + 14


def test_every_letter_of_a_mixed_line_has_its_place_in_the_whole(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, MIXED, "mixed.txt")
    view = desk.window.view
    for words in ("Port Ellery", "عربي", "المتحدث", "إن Port", "with عربي inside"):
        start = MIXED.index(words)
        whole = view.sight.rects_of((start, start + len(words)))
        for i in range(start, start + len(words)):
            for rect in view.sight.rects_of((i, i + 1)):
                assert any(w.left() - 1 <= rect.left() and rect.right() <= w.right() + 1 for w in whole), (words, i)
    p = MIXED.index("Port")
    (letter,), (word,) = view.sight.rects_of((p, p + 1)), view.sight.rects_of((p, p + 4))
    assert abs(letter.left() - word.left()) < 1 and letter.width() > 4


def test_arabic_is_selected_by_keys_and_marked(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, MIXED, "mixed.txt")
    view = desk.window.view
    view.show_place(MIXED.index("المتحدث"))
    for _ in range(3):
        desk.press(Qt.Key.Key_Left, SHIFT)
    desk.press(KEYS["source"])
    desk.settle()
    assert [a.quote for a in desk.stored()] == ["المتحدث"]
    assert len(view.outline.seen().handles) == 2
    start, end = view.outline.seen().handles
    assert start.place.x() > end.place.x()
