import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.intervals import IntervalIndex

spans = st.tuples(st.integers(0, 400), st.integers(1, 60)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(spans, max_size=60), st.lists(spans, max_size=20), st.integers(0, 450), st.integers(1, 60))
def test_touching_is_what_a_plain_scan_finds(
    first: list[tuple[int, int]], later: list[tuple[int, int]], start: int, length: int
) -> None:
    entries = [(a, b, str(i)) for i, (a, b) in enumerate(first)]
    index = IntervalIndex(entries)
    for i, (a, b) in enumerate(later):
        entries.append((a, b, f"later {i}"))
        index.add(entries[-1])
    for entry in entries[::3]:
        index.remove(entry)
    left = sorted(set(entries) - set(entries[::3]))
    assert list(index) == left
    assert len(index) == len(left)
    assert index.touching(start, start + length) == [e for e in left if e[0] < start + length and e[1] > start]


@given(st.lists(spans, max_size=40), spans)
def test_neighbours_are_those_of_a_sorted_list(given_spans: list[tuple[int, int]], span: tuple[int, int]) -> None:
    entries = sorted((a, b, str(i)) for i, (a, b) in enumerate(given_spans))
    index = IntervalIndex(entries)
    for place in [*entries, (*span, "5")]:
        assert index.following(place) == next((e for e in entries if e > place), None)
        assert index.preceding(place) == next((e for e in reversed(entries) if e < place), None)


def test_many_chunks_split_and_vanish() -> None:
    index = IntervalIndex()
    entries = [(i * 7 % 5000, i * 7 % 5000 + 3, str(i)) for i in range(5000)]
    for entry in entries:
        index.add(entry)
    assert list(index) == sorted(entries)
    walked = [entry := min(entries)]
    while (entry := index.following(entry)) is not None:  # type: ignore[assignment]
        walked.append(entry)
    assert walked == sorted(entries)
    assert index.preceding(walked[-1]) == walked[-2]
    assert index.touching(100, 101) == [e for e in sorted(entries) if e[0] < 101 and e[1] > 100]
    for entry in entries:
        index.remove(entry)
    assert len(index) == 0
    assert index.touching(0, 10_000) == []
    with pytest.raises(KeyError):
        index.remove(entries[0])
