"""Annotations carried over to a corrected text: right or lost, never guessed."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model import Annotation, Span
from annotator.text.passages import quote_of
from annotator.text.reanchor import Carried, Fate, carry
from tests.alphabets import hostile

OLD = (
    "Bridge closed after storm\n\n"
    "The swing bridge will stay closed for six weeks, the county said. Repairs cost three million.\n\n"
    "A ferry runs from Stone Quay. The county said so on Monday.\n"
)


def mark(text: str, *spans: Span) -> Annotation:
    return Annotation("1", "a", "claim", spans, quote_of(text, spans), "", (), "t", "manual", "2026", "2026")


def on(text: str, words: str, nth: int = 0) -> Annotation:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return mark(text, (start, start + len(words)))


def one(old: str, new: str, annotation: Annotation) -> tuple[Fate, str]:
    (carried,) = carry(old, new, [annotation])
    return carried.fate, quote_of(new, carried.fragments) if carried.fragments else ""


def test_the_same_text_changes_nothing() -> None:
    assert one(OLD, OLD, on(OLD, "three million")) == (Fate.UNCHANGED, "three million")


def test_what_comes_before_moves_it() -> None:
    new = OLD.replace("closed after storm", "closed for weeks after storm")
    assert one(OLD, new, on(OLD, "three million")) == (Fate.MOVED, "three million")
    assert one(OLD, new, on(OLD, "Bridge")) == (Fate.UNCHANGED, "Bridge")


def test_a_corrected_number_is_text_that_changed() -> None:
    new = OLD.replace("cost three million", "cost four million")
    assert one(OLD, new, on(OLD, "Repairs cost three million")) == (Fate.CHANGED, "Repairs cost four million")


def test_a_paragraph_that_went_elsewhere_is_found() -> None:
    title, first, second = OLD.strip().split("\n\n")
    new = f"{title}\n\n{second}\n\n{first}\n"
    assert one(OLD, new, on(OLD, "stay closed for six weeks")) == (Fate.MOVED, "stay closed for six weeks")
    assert one(OLD, new, on(OLD, "Stone Quay")) == (Fate.MOVED, "Stone Quay")


def test_what_is_gone_is_lost() -> None:
    new = OLD.replace("A ferry runs from Stone Quay. ", "")
    assert one(OLD, new, on(OLD, "A ferry runs from Stone Quay")) == (Fate.LOST, "")


def test_the_same_words_in_two_places_are_told_apart_by_what_is_around_them() -> None:
    new = OLD.replace("Bridge closed", "Old bridge closed")
    annotation = on(OLD, "county said", 1)
    (carried,) = carry(OLD, new, [annotation])
    assert carried.fate is Fate.MOVED
    assert new[carried.fragments[0][1] :].startswith(" so on Monday")


def test_without_telling_context_nothing_is_guessed() -> None:
    old = "Title\n\nyes\n\nno maybe\n"
    new = "Other words\n\nmaybe yes\n\nthen yes perhaps\n"
    assert one(old, new, on(old, "yes")) == (Fate.LOST, "")


def test_several_fragments_share_one_fate() -> None:
    spans = [(OLD.index(w), OLD.index(w) + len(w)) for w in ("six weeks", "three million")]
    new = OLD.replace("three million", "four million").replace("Bridge", "The bridge")
    (carried,) = carry(OLD, new, [mark(OLD, *spans)])
    assert carried.fate is Fate.CHANGED and quote_of(new, carried.fragments) == "six weeks four million"
    gone = OLD.replace(" Repairs cost three million.", "")
    assert carry(OLD, gone, [mark(OLD, *spans)]) == [Carried(mark(OLD, *spans), Fate.LOST, ())]


@given(hostile, hostile, hostile, st.data())
def test_what_is_not_changed_keeps_its_words(before: str, middle: str, after: str, data: st.DataObject) -> None:
    """Whatever is added in front: a marked stretch that is found has the same words, or is said to have others."""
    old, new = middle + after, before + middle + after
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    (carried,) = carry(old, new, [mark(old, (start, end))])
    if carried.fate in (Fate.UNCHANGED, Fate.MOVED):
        assert quote_of(new, carried.fragments) == old[start:end]
    if carried.fate is Fate.UNCHANGED:
        assert carried.fragments == ((start, end),)
    assert (carried.fate is Fate.LOST) == (not carried.fragments)
