from hypothesis import given
from hypothesis import strategies as st

from annotator.text.edges import fragment_at, nearest_edge, stepped, with_edge
from annotator.text.graphemes import trim_span
from annotator.text.passages import check_fragments, united, without

TEXT = "The swing bridge isn’t safe"


def test_an_end_moves_by_words_and_by_characters() -> None:
    assert stepped(TEXT, 4, "word", start=True, step=1) == 10
    assert stepped(TEXT, 4, "word", start=True, step=-1) == 0
    assert stepped(TEXT, 9, "word", start=False, step=1) == 16
    assert stepped(TEXT, 9, "character", start=False, step=-1) == 8
    assert stepped(TEXT, len(TEXT), "word", start=False, step=1) is None


def test_the_nearest_edge_is_one_of_the_word_pointed_at() -> None:
    assert nearest_edge(TEXT, 5, start=True) == 4
    assert nearest_edge(TEXT, 8, start=True) == 10
    assert nearest_edge(TEXT, 5, start=False) == 3
    assert nearest_edge(TEXT, 9, start=False) == 9


def test_what_is_impossible_is_none() -> None:
    fragments = [(0, 3), (10, 16)]
    assert with_edge(TEXT, fragments, 0, 9, start=False) == ((0, 9), (10, 16))
    assert with_edge(TEXT, fragments, 0, 10, start=False) is None
    assert with_edge(TEXT, fragments, 0, 3, start=True) is None
    assert with_edge(TEXT, fragments, 0, 4, start=False) is None
    assert with_edge(TEXT, fragments, 1, 99, start=False) is None
    assert with_edge("e\u0301x", [(0, 3)], 0, 1, start=True) is None


def test_the_fragment_at_a_place() -> None:
    fragments = [(0, 3), (10, 16), (20, 22)]
    assert [fragment_at(fragments, i) for i in (0, 3, 5, 8, 12, 16, 30)] == [0, 0, 0, 1, 1, 1, 2]


spans = st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(spans, min_size=1, max_size=6), spans)
def test_fragments_unite_and_are_taken_out_as_sets_of_characters(
    given_spans: list[tuple[int, int]], gone: tuple[int, int]
) -> None:
    whole = united(given_spans)
    check_fragments("x" * 30, whole)
    covered = {i for s, e in given_spans for i in range(s, e)}
    assert {i for s, e in whole for i in range(s, e)} == covered
    left = without(whole, gone)
    assert {i for s, e in left for i in range(s, e)} == covered - set(range(*gone))


@given(st.text(alphabet="ab \u0301👩\u200d", min_size=3, max_size=20), st.data())
def test_a_moved_end_leaves_possible_fragments(text: str, data: st.DataObject) -> None:
    first = trim_span(text, 0, len(text))
    if first is None:
        return
    moved = with_edge(text, [first], 0, data.draw(st.integers(-2, len(text) + 2)), start=data.draw(st.booleans()))
    if moved is not None:
        check_fragments(text, moved)
