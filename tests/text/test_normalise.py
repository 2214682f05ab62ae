import pytest
from hypothesis import given

from annotator.errors import RefusedText
from annotator.text.normalise import MAX_BYTES, MAX_RUN, normalise
from tests.alphabets import raw


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\r\r\nb", "a\n\nb"),
        ("\ufeff\ufeffa\ufeffb", "a\ufeffb"),
        ("\ufeff\r\na", "\na"),
        ("a\ufffe\ufdd0\ufdd1b", "a\ufffd\ufffd\ufffdb"),
        ("e\u0301\u00a0\u2028x", "e\u0301\u00a0\u2028x"),
    ],
)
def test_only_what_must_change_changes(given_text: str, stored: str) -> None:
    assert normalise(given_text).text == stored


def test_what_was_changed_is_counted() -> None:
    result = normalise("\ufeff\ufeffa\r\nb\rc\ufdd0")
    assert (result.byte_order_marks, result.line_ends, result.replaced) == (2, 2, 1)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("", "no text"),
        (" \n\t\u00a0", "no text"),
        ("\ufeff", "no text"),
        ("\u200b\u2060 \u00ad\n\u200e\u202e\u2066\u200d", "no text"),
        ("\u3164\u2800\u034f\ufe0f\U000e0100", "no text"),
        ("a\0b", "NUL"),
        ("a\ud83db", "surrogate"),
        ("x" * (MAX_RUN + 1), "without a space"),
        ("\u00a0x" * MAX_RUN, "without a space"),
        ("word " * (MAX_BYTES // 5 + 1), "10 MB"),
        ("é " * (MAX_BYTES // 3 + 1), "10 MB"),
    ],
    ids=[
        "empty",
        "blank",
        "mark",
        "invisible",
        "fillers",
        "nul",
        "surrogate",
        "endless",
        "no-break",
        "long",
        "long in bytes",
    ],
)
def test_what_cannot_be_an_article_is_refused_in_a_sentence(bad: str, reason: str) -> None:
    with pytest.raises(RefusedText, match=reason) as refusal:
        normalise(bad)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("text", ["x" * MAX_RUN, "\u200b\u3164!", "👁\ufe0f", "中" * (MAX_RUN + 1), "ab " * 500_000])
def test_what_can_be_laid_out_is_accepted(text: str) -> None:
    assert normalise(text).text == text


@given(raw)
def test_twice_is_once(text: str) -> None:
    try:
        once = normalise(text).text
    except RefusedText:
        return
    again = normalise(once)
    assert again.text == once
    assert (again.byte_order_marks, again.line_ends, again.replaced) == (0, 0, 0)
