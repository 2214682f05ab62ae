"""A question, its answer, and what waits for it; no window is needed."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.ui.session.latest_job import Answered, Failed, LatestJob


class Asker:
    """Asks for a word, as often as it is told to; the answers come when the test gives them."""

    def __init__(self, parent: QObject) -> None:
        self.word = ""
        self.asked: list[tuple[str, Answered[str], Failed]] = []
        self.shown: list[str] = []
        self.holds: list[Callable[[], None]] = []
        self.released: list[str] = []
        self.job = LatestJob[str](self._ask, self.shown.append, self._hold, parent, pause=20)

    def _ask(self, answered: Answered[str], failed: Failed) -> None:
        self.asked.append((self.word, answered, failed))

    def _hold(self, given_up: Callable[[], None]) -> Callable[[], None]:
        self.holds.append(given_up)

        def release() -> None:
            self.released.append("released")

        return release

    def type(self, word: str) -> None:
        self.word = word
        self.job.ask_soon()

    def answer(self, number: int) -> None:
        word, answered, _ = self.asked[number]
        answered(word)


@pytest.fixture
def asker(qtbot: QtBot) -> Iterator[Asker]:
    parent = QObject()
    yield Asker(parent)
    parent.deleteLater()


def test_what_is_typed_is_asked_once_after_a_pause(asker: Asker, qtbot: QtBot) -> None:
    for word in ("b", "br", "bri"):
        asker.type(word)
    assert not asker.asked
    qtbot.waitUntil(lambda: bool(asker.asked))
    asker.answer(0)
    assert asker.shown == ["bri"] and not asker.job.is_waiting


def test_a_newer_question_drops_the_older_answer(asker: Asker) -> None:
    asker.word = "old"
    asker.job.ask()
    asker.word = "new"
    asker.job.ask()
    asker.answer(0)
    assert not asker.shown and asker.job.is_waiting
    asker.answer(1)
    asker.answer(0)
    assert asker.shown == ["new"]


def test_an_act_waits_for_the_answer_and_hurries_the_question(asker: Asker) -> None:
    seen: list[list[str]] = []
    asker.job.then(lambda: seen.append(list(asker.shown)))
    assert seen == [[]] and not asker.holds
    asker.type("word")
    asker.job.then(lambda: seen.append(list(asker.shown)))
    assert len(asker.asked) == 1 and len(seen) == 1 and len(asker.holds) == 1
    asker.answer(0)
    assert seen[1:] == [["word"]] and len(asker.released) == 1


def test_acts_keep_their_order_and_wait_for_the_newest_answer(asker: Asker) -> None:
    done: list[int] = []
    asker.job.ask()
    for number in range(3):
        asker.job.then(lambda n=number: done.append(n))  # type: ignore[misc]
    asker.type("other")
    asker.answer(0)
    assert not done and not asker.released
    asker.answer(1)
    assert done == [0, 1, 2] and len(asker.released) == 1 and len(asker.holds) == 1


def test_an_act_that_asks_anew_keeps_the_next_one_and_the_keys_waiting(asker: Asker) -> None:
    done: list[str] = []
    asker.job.ask()
    asker.job.then(asker.job.ask)
    asker.job.then(lambda: done.append("next"))
    asker.answer(0)
    assert not done and not asker.released
    asker.answer(1)
    assert done == ["next"] and len(asker.released) == 1


@pytest.mark.parametrize("end", ["failed", "dropped", "given up"])
def test_nothing_is_done_without_an_answer_and_no_key_waits_for_ever(asker: Asker, end: str) -> None:
    done: list[str] = []
    asker.job.ask()
    asker.job.then(lambda: done.append("act"))
    if end == "failed":
        asker.asked[0][2]()
    elif end == "dropped":
        asker.job.drop()
    else:
        asker.holds[0]()
    asker.answer(0)
    assert not done and not asker.job.is_waiting and len(asker.released) == 1
    assert bool(asker.shown) == (end == "given up")


def test_a_dropped_question_is_not_put_after_the_pause(asker: Asker, qtbot: QtBot) -> None:
    asker.type("word")
    asker.job.drop()
    qtbot.wait(60)
    assert not asker.asked and not asker.job.is_waiting
