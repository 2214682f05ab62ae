"""Filtering annotations by tag, words and attributes."""

import pytest

from annotator.model import Annotation
from annotator.queries.annotation_filter import AnnotationFilter, wanted

CLAIM = Annotation(
    *(
        "1",
        "a",
        "claim",
        ((0, 5),),
        "Repairs cost THREE million",
        "ask Straße – the county’s “René”",
        (("check", "not_checked"), ("count", 2)),
    ),
    *("me", "manual", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
)


@pytest.mark.parametrize(
    "text, passes",
    [
        ("", True),
        ("   ", True),
        ("three cost", True),
        ("three euros", False),
        ("STRASSE", True),
        ('strasse - county\'s "rene"', True),
        ("check:not_checked", True),
        ("CHECK:", True),
        ("check:refuted", False),
        ("stance:", False),
        ("count:2 repairs", True),
        ("not_checked", True),
        ("http://x", False),
        ("unknown:x", False),
    ],
)
def test_words_and_attributes(text: str, passes: bool) -> None:
    assert wanted(text).passes(CLAIM) is passes
    assert wanted(text, "claim").passes(CLAIM) is passes
    assert not wanted(text, "source").passes(CLAIM)


def test_what_leaves_nothing_out_is_known() -> None:
    assert wanted("").everything and AnnotationFilter().everything
    assert not wanted("a").everything
    assert not wanted("", "claim").everything
