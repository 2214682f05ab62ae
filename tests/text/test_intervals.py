import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import Annotation, Span
from annotator.text.intervals import Entry, IntervalIndex

Fragments = tuple[Span, ...]


def annotation(number: int, fragments: Fragments) -> Annotation:
    return Annotation(
        f"{number:05}", "article", "claim", fragments, "", "", (), "tester", "manual", "2026-01-01", "2026-01-01"
    )


def entries_of(annotations: list[Annotation]) -> list[Entry]:
    return sorted((start, end, a) for a in annotations for start, end in a.fragments)


def in_order(annotations: list[Annotation]) -> list[Annotation]:
    return sorted(annotations, key=lambda a: (a.fragments[0][0], a.fragments[-1][1], a.id))


span = st.tuples(st.integers(0, 400), st.integers(1, 60)).map(lambda s: (s[0], s[0] + s[1]))
single = span.map(lambda s: (s,))
interrupted = st.tuples(span, st.integers(1, 9), st.integers(1, 9)).map(
    lambda t: (t[0], (t[0][1] + t[1], t[0][1] + t[1] + t[2]))
)
several = st.one_of(st.lists(single, max_size=60), st.lists(st.one_of(single, interrupted), max_size=60))


@given(several, st.lists(single, max_size=20), st.integers(0, 450), st.integers(1, 60))
def test_touching_is_what_a_plain_scan_finds(
    first: list[Fragments], later: list[Fragments], start: int, length: int
) -> None:
    there = [annotation(i, fragments) for i, fragments in enumerate(first)]
    index = IntervalIndex(in_order(there))
    for i, fragments in enumerate(later):
        there.append(annotation(1000 + i, fragments))
        index.add(there[-1])
    for gone in there[::3]:
        index.remove(gone)
    left = [a for i, a in enumerate(there) if i % 3]
    assert list(index) == in_order(left)
    touching = [e for e in entries_of(left) if e[0] < start + length and e[1] > start]
    assert sorted(index.touching(start, start + length)) == touching


def test_many_chunks_split_and_vanish() -> None:
    index = IntervalIndex()
    there = [annotation(i, ((i * 7 % 5000, i * 7 % 5000 + 3),)) for i in range(5000)]
    for one in there:
        index.add(one)
    entries = entries_of(there)
    assert list(index) == in_order(there)
    assert sorted(index.touching(100, 101)) == [e for e in entries if e[0] < 101 and e[1] > 100]
    for one in there:
        index.remove(one)
    assert list(index) == []
    assert index.touching(0, 10_000) == []
    with pytest.raises(KeyError):
        index.remove(there[0])


def test_many_chunks_from_the_start() -> None:
    there = in_order([annotation(i, ((i * 7 % 5000, i * 7 % 5000 + 3),)) for i in range(5000)])
    index = IntervalIndex(there)
    assert sorted(index.touching(2500, 2502)) == [e for e in entries_of(there) if e[0] < 2502 and e[1] > 2500]
    index.remove(there[2500])
    assert list(index) == there[:2500] + there[2501:]
