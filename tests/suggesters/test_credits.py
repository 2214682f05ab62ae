"""The grammar of credit lines against its corpus: every form, span by span."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggesters.credits.line_grammar import iptc, parse
from tests.suggesters.corpus import CreditLine, as_expected, credit_lines

LINES = credit_lines()


def test_the_corpus_is_large_and_shows_every_form() -> None:
    assert len(LINES) >= 150
    assert len({line.form for line in LINES}) >= 10
    assert len({line.text for line in LINES}) == len(LINES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.text[:60])
def test_a_line_says_what_the_corpus_says(line: CreditLine) -> None:
    assert as_expected(parse(line.text)) == line.expected


@given(st.text(alphabet=st.sampled_from("Jane Doe/AP Photo:()©,;.|via Getty2–\"“”[]'-"), max_size=80))
def test_whatever_the_line_the_credits_are_inside_it_and_apart(line: str) -> None:
    last = 0
    for item in parse(line):
        assert 0 <= item.start < item.end <= len(line)
        assert item.start >= last
        last = item.end


def test_the_parts_have_the_names_of_iptc() -> None:
    (item,) = parse("Image: Jane Doe/AFP via Getty Images")
    assert iptc(item.attributes) == {"Creator": "Jane Doe", "Credit Line": "Jane Doe / AFP", "Source": "Getty Images"}
    (item,) = parse("© 2024 Jane Doe")
    assert iptc(item.attributes)["Copyright Notice"] == "© 2024 Jane Doe"
