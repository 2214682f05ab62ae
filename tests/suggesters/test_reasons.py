"""Reasons are sentences that somebody understands who has never heard of the rules."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli import main
from annotator.suggesters.engine import suggest
from annotator.suggesters.places.place_words import place_in_words

ENGLISH = """LONDON (AP) — A bridge is closed.

The bridge is shut, Ann Bell said.
According to the county roads authority, 4,200 people cross it, more than ever before.
“It is safe,” a spokesman said, adding that repairs would cost $3 million. It is understood that the mayor was told.
The mayor called it “small”. As Ann Bell put it, nobody was hurt. The mayor is convinced that it will open in May.
Rain reportedly fell in Seoul, South Korea, near Stone Quay and at the River Ellery. It was reported by
Northern Wire that snow fell. Seoul is far away.

Featured Image: Ann Bell/Openphoto, CC BY 2.0
Sources: Ellery Radio, Northern Wire via Reuters
"""
GERMAN = """Die Brücke ist gesperrt, sagte Anna Berg. Laut dem Amt queren sie 4200 Menschen. Es regnete in Köln.

Die Lage sei ernst. Das sagte Anna Berg der Zeitung.
"""


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (GERMAN, "de")])
def test_every_reason_is_a_sentence_without_a_word_of_the_machine(text: str, language: str) -> None:
    found = suggest(text, language=language)
    assert len({one.rule for one in found}) >= 4
    for one in found:
        assert re.match(r"[A-Z“]", one.reason) and one.reason.endswith("."), one
        assert not re.search(r"gazetteer|latitude|provider |creator |beside| \+ ", one.reason), one


def test_a_place_is_said_in_words() -> None:
    seoul = next(one for one in suggest(ENGLISH) if ENGLISH[one.start : one.end] == "Seoul")
    assert place_in_words(seoul.attributes) == "Seoul · capital in South Korea · 37.6° N 127.0° E"
    korea = next(one for one in suggest(ENGLISH) if ENGLISH[one.start : one.end] == "South Korea")
    assert re.fullmatch(r"South Korea · country · \d+\.\d° N \d+\.\d° E", place_in_words(korea.attributes))
    assert place_in_words((("name", "Stone Quay"), ("latitude", -3.2), ("longitude", -1))) == (
        "Stone Quay · 3.2° S 1.0° W"
    )
    assert place_in_words((("role", "mentioned"),)) == ""


def test_the_command_says_the_same_and_json_keeps_the_fields(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    said = CliRunner().invoke(main, ["suggest", str(path)]).output
    assert "Seoul · capital in South Korea · 37.6° N 127.0° E" in said and "gazetteer_id" not in said
    assert '"gazetteer_id"' in CliRunner().invoke(main, ["suggest", "--json", str(path)]).output
