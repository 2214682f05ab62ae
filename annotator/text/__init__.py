"""Text and places in it: normalised once at import, then measured in Unicode code points, half-open."""

from annotator.text.graphemes import grapheme_span, is_grapheme_boundary, trim_span
from annotator.text.intervals import IntervalIndex
from annotator.text.normalise import MAX_BYTES, MAX_RUN, Normalised, normalise, sha256_of
from annotator.text.offsets import Offsets
from annotator.text.passages import (
    CONTEXT,
    Paragraphs,
    check_fragments,
    context_of,
    count_words,
    quote_of,
    title_of,
)

__all__ = [
    "CONTEXT",
    "MAX_BYTES",
    "MAX_RUN",
    "IntervalIndex",
    "Normalised",
    "Offsets",
    "Paragraphs",
    "check_fragments",
    "context_of",
    "count_words",
    "grapheme_span",
    "is_grapheme_boundary",
    "normalise",
    "quote_of",
    "sha256_of",
    "title_of",
    "trim_span",
]
