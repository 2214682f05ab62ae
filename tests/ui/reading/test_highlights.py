"""Highlights: what is painted over what where annotations overlap."""

from itertools import combinations, permutations

import pytest

from tests.ui.conftest import Desk

PLACES = ((0, 60), (40, 130), (70, 80), (75, 120))
TAGS = ("claim", "claim", "location", "source")


@pytest.mark.parametrize("order", [*permutations(range(3)), (3, 2, 1, 0), (1, 3, 0, 2)])
def test_the_tint_of_the_shorter_lies_on_that_of_the_longer(desk: Desk, order: tuple[int, ...]) -> None:
    document, view = desk.session.document, desk.window.view
    assert document is not None
    first = document.text.index("The swing bridge")
    for number in order:
        start, end = PLACES[number]
        desk.session.annotations.tag([(first + start, first + end)], TAGS[number], lambda _: None)
        desk.settle()
    length = {a.id: a.end - a.start for a in document.annotations.values()}
    pairs = 0
    for seen in view.sight.blocks():
        for group in view._highlights.groups(seen.block, seen.first_line, seen.last_line):
            painted = [id(rect) for _, rects in group.tints for rect in rects]
            for one, other in combinations(group.strips, 2):
                if one.tint.intersects(other.tint):
                    longer, shorter = sorted((one, other), key=lambda strip: -length[strip.id])
                    assert painted.index(id(longer.tint)) < painted.index(id(shorter.tint))
                    pairs += 1
    assert pairs
