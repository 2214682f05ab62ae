"""Keys typed without a pause into the program itself, as the X server and a window manager deliver them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.storage.store import Store
from tests.making import BRIDGE, add, tag
from tests.ui.x11.conftest import Program, Screen, stopped, wait_until

TITLE = BRIDGE.partition("\n")[0]
ON_IT = ("p", "2")
"""Tags the paragraph of the caret, which is the title, as a source."""


@pytest.fixture
def program(start: Callable[..., Program], library: Path) -> Program:
    """The program with an article before it."""
    with Store.open(library) as store:
        add(store)
    program = start()
    program.wait_for(TITLE)
    return program


def stored_at_last(program: Program) -> list[tuple[str, ...]]:
    """Close the program; the tags and quotes of all annotations, in the order of the text."""
    program.press("ctrl+q")
    program.wait_for_end()
    return program.stored()


def test_a_word_typed_straight_after_the_shortcut_names_a_collection(program: Program) -> None:
    program.press("ctrl+l", *"sports2014", "Return")
    wait_until(lambda: program.ask("SELECT collections FROM articles") == [('["sports2014"]',)])
    assert stored_at_last(program) == []


def test_a_word_typed_before_the_window_manager_shows_the_dialog_is_for_it(program: Program, screen: Screen) -> None:
    with stopped(screen.manager):
        program.press("ctrl+l")
        wait_until(lambda: screen.tell("search", "--name", "^Collections$"))  # it is there, and not to be seen
        program.press(*"sports2014")
    program.press("Return")
    wait_until(lambda: program.ask("SELECT collections FROM articles") == [('["sports2014"]',)])
    assert stored_at_last(program) == []


@pytest.mark.parametrize("typed", ["", "s1"])
@pytest.mark.parametrize("shortcut", ["ctrl+i", "F1", "ctrl+h", "ctrl+shift+o", "ctrl+e", "ctrl+l"])
def test_what_is_typed_after_a_shortcut_is_for_its_dialog_until_escape(
    program: Program, shortcut: str, typed: str
) -> None:
    program.press(shortcut, *typed, "Escape", *ON_IT)
    wait_until(program.stored)
    assert stored_at_last(program) == [("source", TITLE)]


def test_a_word_that_is_looked_for_is_tagged(program: Program) -> None:
    program.press("/", *"mainland", "Return", "Escape", "4")
    wait_until(program.stored)
    assert stored_at_last(program) == [("location", "mainland")]


def test_an_end_is_moved_four_times_and_no_other_annotation(start: Callable[..., Program], library: Path) -> None:
    with Store.open(library) as store:
        article = add(store)
        tag(store, article, "mainland", "location")
        tag(store, article, "six weeks")
    program = start()
    program.wait_for(TITLE)
    program.press("Tab", "Tab", *"[[[[")
    moved = ("claim", "closed for at least six weeks")
    wait_until(lambda: moved in program.stored())
    assert stored_at_last(program) == [("location", "mainland"), moved]


def test_what_is_typed_as_soon_as_there_is_a_window_is_done_in_its_order(
    start: Callable[..., Program], tmp_path: Path
) -> None:
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    program = start("open", str(tmp_path / "bridge.txt"))
    program.wait_for("Annotator")
    program.press(*ON_IT, "n", *"from 1 to 4", "Escape", "/", *"mainland", "Return", "Escape", "4")
    wait_until(lambda: len(program.stored()) == 2)
    assert stored_at_last(program) == [("source", TITLE), ("location", "mainland")]
    assert program.ask("SELECT note FROM annotations WHERE note <> ''") == [("from 1 to 4",)]


def test_what_is_done_straight_before_the_window_is_closed_is_kept(program: Program) -> None:
    program.press(*ON_IT, *"341", "ctrl+q")
    program.wait_for_end()
    assert program.stored() == [("claim", TITLE)]


def test_a_field_of_one_line_leaves_a_key_that_is_a_command(program: Program, screen: Screen) -> None:
    program.press("ctrl+shift+f", "x", "ctrl+e")  # which on X11 goes to the end of a line, too
    wait_until(lambda: screen.tell("getactivewindow", "getwindowname") == "Export")
    program.press("Escape")
    wait_until(lambda: screen.tell("getactivewindow", "getwindowname") != "Export")
    assert stored_at_last(program) == []


def test_ends_with_shift_are_moved_as_often_as_their_keys_are_pressed(
    start: Callable[..., Program], library: Path
) -> None:
    with Store.open(library) as store:
        article = add(store)
        tag(store, article, "closed for at least six weeks")
    program = start()
    program.wait_for(TITLE)
    program.press("Tab", "Tab", *["braceleft"] * 3)
    moved = ("claim", "closed for at")
    wait_until(lambda: moved in program.stored())
    assert stored_at_last(program) == [moved]


FRENCH = "Harbour bridge\n\nLa fête coûte 44 euros / 7, says Zoë Müller.\n"


@pytest.fixture(params=["de", "fr", "us -variant intl"])
def abroad(
    request: pytest.FixtureRequest, screen: Screen, start: Callable[..., Program], library: Path
) -> Iterator[Program]:
    """The program where signs are typed with Shift and AltGr, digits with Shift, and accents by dead keys."""
    with Store.open(library) as store:
        add(store, FRENCH)
    screen.set_keyboard(*request.param.split())
    program = start()
    program.wait_for("Harbour bridge")
    yield program
    screen.set_keyboard("us")


def test_accents_signs_and_digits_of_other_keyboards_are_heard_in_their_order(abroad: Program) -> None:
    abroad.press("/", *"mˆull¨ull", *["BackSpace"] * 8, *"m¨ull", "Return", "Escape", "2")
    wait_until(lambda: abroad.stored() == [("source", "Müller")])
    abroad.press("/", *"fˆete", "Return", "Escape", "1", *"}}[{", "n", *"dˆes 44 [/", "Escape")
    wait_until(lambda: abroad.ask("SELECT note FROM annotations WHERE note <> ''") == [("dês 44 [/",)])
    assert abroad.stored() == [("claim", "La fête coûte"), ("source", "Müller")]
    abroad.press("l", *"m¨ull", "Return")
    wait_until(lambda: abroad.ask("SELECT id FROM links"))
    abroad.press("ctrl+q")
    abroad.wait_for_end()


def test_a_sign_with_alt_gr_is_a_command_though_alt_gr_is_up_again(abroad: Program) -> None:
    abroad.press("/", *"coˆu", "Return", "Escape", "1")
    wait_until(lambda: abroad.stored() == [("claim", "coûte")])
    abroad.press("}")
    wait_until(lambda: abroad.stored() == [("claim", "coûte 44")])
    abroad.press(*"[[}")
    wait_until(lambda: abroad.stored() == [("claim", "La fête coûte 44 euros")])
