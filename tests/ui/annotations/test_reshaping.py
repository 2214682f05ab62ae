"""Selecting by unit and changing the extent of what is marked, by real events, held against the database."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model import Annotation, Span
from annotator.resources import resource
from annotator.settings import SNAP
from annotator.text.edges import Unit
from annotator.text.sentences import paragraph_at, sentence_at
from annotator.text.words import next_edge, snap_to_words
from annotator.ui.annotations.reshaping import moved
from tests.alphabets import PIECES
from tests.making import BRIDGE
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS, SHIFT, click, drag, point_of

ALT = Qt.KeyboardModifier.AltModifier


def only(desk: Desk) -> Annotation:
    desk.settle()
    (made,) = desk.stored()
    return made


def selected(desk: Desk) -> str:
    span = desk.window.view.selection.made()
    assert span is not None
    return BRIDGE[slice(*span)]


def put_caret(desk: Desk, words: str) -> None:
    desk.window.view.show_place(BRIDGE.index(words))


def test_s_takes_the_sentence_and_again_the_next_one(desk: Desk) -> None:
    put_caret(desk, "spokesman")
    desk.press(Qt.Key.Key_S)
    assert selected(desk).startswith("“The bridge is safe,” a spokes")
    assert selected(desk).endswith("“for now”.")
    desk.press(Qt.Key.Key_S)
    assert selected(desk).endswith("million.")
    desk.press(KEYS["claim"])
    assert only(desk).quote.endswith("million.")


def test_p_takes_the_paragraph(desk: Desk) -> None:
    put_caret(desk, "county")
    desk.press(Qt.Key.Key_P)
    desk.press(KEYS["claim"])
    made = only(desk)
    assert made.quote == BRIDGE.split("\n\n")[1]


def test_half_words_are_completed_or_not(desk: Desk) -> None:
    made = desk.mark("ort Elle", KEYS["location"])
    assert made.quote == "Port Ellery"
    desk.select("wing bri")
    desk.press(KEYS["claim"], CONTROL)
    desk.settle()
    assert "wing bri" in [a.quote for a in desk.stored()]
    desk.window.actions_by_id["snap"].trigger()
    assert desk.mark("ainlan", KEYS["claim"]).quote == "ainlan"
    desk.select("eatur")
    desk.press(KEYS["source"], CONTROL)
    desk.settle()
    assert "Featured" in [a.quote for a in desk.stored()]


def test_snapping_is_remembered(desk: Desk) -> None:
    desk.window.actions_by_id["snap"].trigger()
    assert not desk.window.settings.get(SNAP)


def test_a_mouse_selection_shows_what_it_is_completed_to(desk: Desk) -> None:
    start = BRIDGE.index("Port Ellery")
    drag(desk, start + 2, start + 8)
    assert desk.window.view.selection.made() == (start, start + 11)
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Escape)
    drag(desk, start + 2, start + 8, CONTROL)
    assert desk.window.view.selection.made() == (start + 2, start + 8)
    desk.press(KEYS["location"])
    assert only(desk).quote == BRIDGE[start + 2 : start + 8]


def test_double_click_takes_a_word_and_triple_click_a_sentence(desk: Desk) -> None:
    view, place = desk.window.view, point_of(desk, BRIDGE.index("spokesman") + 3)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert selected(desk) == "spokesman"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert selected(desk).startswith("“The bridge") and selected(desk).endswith("”.")


@pytest.mark.parametrize(
    ("key", "modifier", "wanted"),
    [
        ("[", None, "linking Port Ellery"),
        ("]", None, "Ellery"),
        ("{", None, "Port"),
        ("}", None, "Port Ellery with"),
        ("[", CONTROL, "Port Ellery"),
        ("]", CONTROL, "ort Ellery"),
        ("{", CONTROL, "Port Eller"),
        ("}", CONTROL, "Port Ellery w"),
        (Qt.Key.Key_Left, ALT, "linking Port Ellery"),
        (Qt.Key.Key_Right, ALT | SHIFT, "Port Ellery with"),
    ],
)
def test_keys_move_the_ends(desk: Desk, key: str | Qt.Key, modifier: Qt.KeyboardModifier | None, wanted: str) -> None:
    made = desk.mark("Port Ellery", KEYS["location"])
    desk.press(key, modifier or Qt.KeyboardModifier.NoModifier)  # type: ignore[arg-type]
    desk.settle()
    (after,) = desk.stored()
    if wanted == "Port Ellery":  # a start in white space is impossible: the start went over it
        wanted = "g Port Ellery"
    assert (after.quote, after.id, after.tag) == (wanted, made.id, "location")
    assert desk.window.view.current == made.id
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert only(desk) == made


UNITS: tuple[Unit, ...] = ("word", "character")
PROSE = (
    *"abs .,:;!?’'()\"“”„«»–-…%$#@/\n", "the ", "U.S. ", "3.5", "isn’t ", "“for now”. ", ".NET ", "桥。", "（大）",
)  # fmt: skip
TEXTS = (
    BRIDGE,
    resource("sample-article.txt").read_text(encoding="utf-8"),
    "„Die Brücke ist sicher“, sagte er. »Wirklich?!«\nHe asked:\n– About 50 % of “it”; the U.S. (so the IAEA) said…\n\n"
    "She wrote: \"Is it 'safe'?\" Yes! .NET and C# cost $5 at the bridges’ end; 桥（大）。“安全。”",
)


def assert_steps_lead_back(text: str, span: Span) -> None:
    """A step with one of the keys and one with its opposite leave an end where it was."""
    for unit, start, step in product(UNITS, (True, False), (-1, 1)):
        out = moved(text, (span,), span[0], unit, start=start, step=step)
        if out is not None:
            back = moved(text, out, out[0][0], unit, start=start, step=-step)
            assert back == (span,), (unit, start, step, text[slice(*out[0])])


@pytest.mark.parametrize("text", TEXTS)
def test_a_step_and_its_opposite_lead_back_from_what_keys_and_mouse_mark(text: str) -> None:
    words = [match.span() for match in re.finditer(r"\S*\w\S*", text)]
    for number, (start, end) in enumerate(words):
        selected = {(start, words[min(number + more, len(words) - 1)][1]) for more in (0, 1, 2, 7)}
        marked = {snap_to_words(text, *span) for span in selected} | {sentence_at(text, start), paragraph_at(text, end)}
        for span in filter(None, marked):
            assert_steps_lead_back(text, span)


@given(st.lists(st.sampled_from((*PROSE, *PIECES)), min_size=1, max_size=14).map("".join), st.data())
def test_a_step_and_its_opposite_lead_back_from_every_boundary(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(-1, len(text)))
    start = next_edge(text, at, start=True, step=1)
    end = next_edge(text, data.draw(st.integers(at, len(text))), start=False, step=1)
    if start is not None and end is not None and start < end:
        assert_steps_lead_back(text, (start, end))


@pytest.mark.parametrize("keys", ["}{", "{}", "[]", "]["])
def test_a_sentence_keeps_its_full_stop_and_quotation_mark(desk: Desk, keys: str) -> None:
    put_caret(desk, "spokesman")
    desk.press(Qt.Key.Key_S)
    desk.press(KEYS["claim"])
    made = only(desk)
    assert made.quote.startswith("“The") and made.quote.endswith("”.")
    for key in keys:
        before = only(desk).fragments
        desk.press(key)  # type: ignore[arg-type]
        assert only(desk).fragments != before
    assert only(desk).fragments == made.fragments


def place_and_name(desk: Desk) -> tuple[Annotation, Annotation]:
    """Two marks with one tag that begin together, the shorter one current."""
    longer, shorter = desk.mark("Port Ellery with", KEYS["location"]), desk.mark("Port", KEYS["location"])
    desk.window.view.make_current(shorter.id)
    return longer, shorter


def fragments_of(desk: Desk) -> dict[str, tuple[Span, ...]]:
    desk.settle()
    return {a.id: a.fragments for a in desk.stored()}


def test_an_end_moves_on_past_where_it_would_make_a_twin(desk: Desk) -> None:
    longer, shorter = place_and_name(desk)
    ((start, _),) = shorter.fragments
    for key, words in (("}", "Port Ellery"), ("}", "Port Ellery with the"), ("{", "Port Ellery"), ("{", "Port")):
        desk.window.status.hint.clear()
        desk.press(key)  # type: ignore[arg-type]
        there = fragments_of(desk)
        assert there == {longer.id: longer.fragments, shorter.id: ((start, start + len(words)),)}
        is_past = words in ("Port Ellery with the",) or (key, words) == ("{", "Port Ellery")
        assert ("moved on past" in desk.window.status.hint.text()) == is_past


def test_an_end_that_could_only_make_a_twin_stays(desk: Desk) -> None:
    longer, shorter = desk.mark("Port Ellery", KEYS["location"]), desk.mark("Ellery", KEYS["location"])
    desk.window.view.make_current(longer.id)
    desk.press("]")  # type: ignore[arg-type]
    assert fragments_of(desk) == {a.id: a.fragments for a in (longer, shorter)}
    assert "Already tagged as Location" in desk.window.status.hint.text()


def test_a_handle_let_go_where_it_would_make_a_twin_goes_back(desk: Desk) -> None:
    longer, shorter = place_and_name(desk)
    drag_handle(desk, 1, longer.fragments[0][1])
    assert fragments_of(desk) == {a.id: a.fragments for a in (longer, shorter)}
    assert desk.window.view.shown.outlined == shorter.fragments
    assert "Already tagged as Location" in desk.window.status.hint.text()


def test_a_fragment_added_or_taken_out_makes_no_twin(desk: Desk) -> None:
    longer, shorter = place_and_name(desk)
    desk.window.view.selection.select(longer.fragments[0])
    desk.press("+")  # type: ignore[arg-type]
    assert fragments_of(desk) == {a.id: a.fragments for a in (longer, shorter)}
    assert "Already tagged as Location" in desk.window.status.hint.text()
    desk.press(Qt.Key.Key_Escape)
    desk.window.view.make_current(longer.id, reveal=False)
    desk.window.status.hint.clear()
    start = shorter.fragments[0][1]
    desk.window.view.selection.select((start, longer.fragments[0][1]))
    desk.press("-")  # type: ignore[arg-type]
    assert fragments_of(desk) == {a.id: a.fragments for a in (longer, shorter)}
    assert "Already tagged as Location" in desk.window.status.hint.text()


def test_what_another_person_marked_is_no_twin(desk: Desk) -> None:
    theirs = desk.mark("Port Ellery", KEYS["location"])
    desk.session.annotator = "another"
    mine = desk.mark("Port", KEYS["location"])
    desk.press("}")  # type: ignore[arg-type]
    assert fragments_of(desk) == dict.fromkeys((theirs.id, mine.id), theirs.fragments)


@pytest.mark.parametrize("key", ["[", "}"])
def test_the_ends_move_with_the_keyboard_in_the_list_too(desk: Desk, key: str) -> None:
    made = desk.mark("the mainland will stay", KEYS["claim"])
    list_ = desk.window.inspector.list
    place = list_.visualRect(list_.model().index(0, 0)).center()
    QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.window.focusWidget() is list_ and desk.window.view.current == made.id
    desk.press(key)  # type: ignore[arg-type]
    assert len(only(desk).quote) > len(made.quote)


def test_an_end_does_not_move_over_the_other(desk: Desk) -> None:
    made = desk.mark("Port", KEYS["location"])
    for key in ("{", "]"):
        desk.press(key)  # type: ignore[arg-type]
        assert only(desk) == made
        assert "cannot be moved" in desk.window.status.hint.text()


def drag_handle(desk: Desk, number: int, to: int, *, let_go: bool = True) -> None:
    view = desk.window.view
    handle = view.outline.seen().handles[number]
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=handle.place.toPoint())
    for i in range(1, 4):
        way = point_of(desk, to) - handle.place.toPoint()
        QTest.mouseMove(view.viewport(), handle.place.toPoint() + way * i / 3)
    if let_go:
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(desk, to))


def test_handles_are_dragged_with_a_preview_and_one_step_of_undo(desk: Desk) -> None:
    made = desk.mark("Port Ellery", KEYS["location"])
    view = desk.window.view
    target = BRIDGE.index("mainland") + 3
    drag_handle(desk, 1, target, let_go=False)
    assert view.shown.outlined != made.fragments
    assert desk.stored() == [made]
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(desk, target))
    after = only(desk)
    assert after.quote.startswith("Port Ellery with the") and after.id == made.id
    assert desk.window.actions_by_id["undo"].text() == "&Undo: change the extent of 1 annotation"
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert only(desk) == made


def test_escape_gives_a_drag_up(desk: Desk) -> None:
    made = desk.mark("Port Ellery", KEYS["location"])
    drag_handle(desk, 0, BRIDGE.index("swing"), let_go=False)
    desk.press(Qt.Key.Key_Escape)
    QTest.mouseRelease(
        desk.window.view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(desk, BRIDGE.index("swing"))
    )
    assert only(desk) == made
    assert desk.window.view.shown.outlined == made.fragments


def test_an_interrupted_claim_has_fragments_and_stays_one(desk: Desk) -> None:
    made = desk.mark("The bridge is safe", KEYS["claim"])
    desk.select("for now")  # the caret had to go there: the last one that was current is added to
    desk.press("+")  # type: ignore[arg-type]
    after = only(desk)
    assert desk.window.view.current == made.id
    assert after.quote == "The bridge is safe for now" and len(after.fragments) == 2 and after.id == made.id
    assert len(desk.window.view.outline.seen().handles) == 4
    assert desk.window.status.count.text() == "1 annotation"
    assert desk.window.inspector.model.rowCount() == 1
    click(desk, BRIDGE.index("for now") + 2)
    assert desk.window.view.current == made.id
    desk.press("}", CONTROL)  # type: ignore[arg-type]
    desk.settle()
    assert "cannot" not in desk.window.status.hint.text()
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    click(desk, BRIDGE.index("for now") + 2)
    desk.press("-")  # type: ignore[arg-type]
    assert only(desk).fragments == made.fragments
    desk.press("-")  # type: ignore[arg-type]
    desk.settle()
    assert "Nothing would be left" in desk.window.status.hint.text()
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert len(only(desk).fragments) == 2


def test_a_mouse_selection_leaves_the_current_annotation_to_be_added_to(desk: Desk) -> None:
    made = desk.mark("The bridge is safe", KEYS["claim"])
    start = BRIDGE.index("for now")
    drag(desk, start, start + 7)
    assert desk.window.view.current == made.id
    desk.press("+")  # type: ignore[arg-type]
    assert only(desk).quote == "The bridge is safe for now"


def test_marker_mode_tags_what_the_mouse_selects_until_escape(desk: Desk) -> None:
    desk.press(Qt.Key.Key_M)
    assert "press 1 to 4" in desk.window.status.marker.text()
    desk.press(KEYS["location"])
    assert "Location" in desk.window.status.marker.text()
    for words in ("Port Ellery", "mainland"):
        start = BRIDGE.index(words)
        drag(desk, start, start + len(words))
        desk.settle()
    assert [(a.quote, a.tag) for a in desk.stored()] == [("Port Ellery", "location"), ("mainland", "location")]
    assert not desk.window.bench.tagbar.isVisible()
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.status.marker.text() == ""
    assert not desk.window.actions_by_id["marker"].isChecked()
    drag(desk, BRIDGE.index("storm"), BRIDGE.index("storm") + 5)
    desk.settle()
    assert len(desk.stored()) == 2


def test_without_a_current_annotation_the_keys_say_so(desk: Desk) -> None:
    for key in ("[", "+", "-"):
        desk.window.status.hint.clear()
        desk.press(key)  # type: ignore[arg-type]
        desk.settle()
        assert "No annotation is current" in desk.window.status.hint.text()
