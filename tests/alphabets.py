"""Texts that break careless programs, for hypothesis."""

from hypothesis import strategies as st

PIECES = (
    *"ab Z.\n\t'", "\u00a0", "\u2028", "\u2029", "\u200b", "\ufeff", "\u200d", "\u200c", "\u0301", "e\u0301",
    "\u1100", "\u1161", "\u11a8", "각", "가", "中", "文", "\u05d0", "\u0627\u0644", "\u0651", "\u202e", "\u2066",
    "\u0e01\u0e33", "\u0915\u0940", "😀", "👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "🇫", "❤\ufe0f", "𝒜", "\U0001f3fb", "\U000e0061",
    "\x0b", "\x85", "\ufffc", "\uffff", "\U0010ffff", "…", "–",
)  # fmt: skip

hostile = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
"""Text over the hostile alphabet; may start with U+FEFF and may be empty or blank."""

raw = st.lists(st.sampled_from((*PIECES, "\r", "\r\n", "\ufffe", "\ufdd0", "\ufdd1", "\0", "\ud83d")), max_size=30).map(
    "".join
)
"""The same with what import changes or refuses."""


@st.composite
def text_and_span(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text with two ordered offsets in it."""
    text = draw(hostile.filter(bool))
    a, b = draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))
    return text, min(a, b), max(a, b)
