"""Suggestions for articles of 5 KB and of 1 MB, against finding nothing but their words."""

import re
from functools import partial

from annotator.suggesters.engine import suggest
from annotator.suggesters.places.gazetteer import gazetteer
from tests.benchmarks.table import Row, in_turns, timed
from tests.quality.gold import gold


def prose(size: int) -> str:
    """An article of about so many characters, no line of it twice."""
    pieces = [a.text for a in gold() if a.language == "en"]
    text, n = "", 0
    while len(text) < size:
        text += "".join(f"{line} {n}.\n" for line in pieces[n % len(pieces)].split("\n") if line)
        n += 1
    return text[:size]


def words(text: str) -> None:
    for match in re.finditer(r"\w+|[^\w\s]", text):
        match.span()


def run() -> list[Row]:
    rows = [Row("the gazetteer, once", timed(partial(gazetteer, "en")), 0, 0)]
    for name, size, rounds, bar in (("5 KB", 5_000, 15, 50), ("1 MB", 1_000_000, 3, 5_000)):
        text = prose(size)
        ours, floor = in_turns(partial(timed, partial(suggest, text)), partial(timed, partial(words, text)), rounds)
        rows.append(Row(f"suggestions, {name}: words alone", ours, floor, 0))
        rows.append(Row(f"suggestions, {name}: bar in ms", ours, 0, bar))
    return rows
