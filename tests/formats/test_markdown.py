"""Annotated Markdown, read back by a reader of Markdown: the article's own text is text, whatever it looks like."""

import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotator.formats.codecs.markdown import write
from annotator.model import TAGS, Block, Role
from tests.formats.awkward import content, rich

SIGNS = [
    *" \t\\`*_{}[]()<>#+-.!|~&$^=:%@\"'",
    "1",
    "2024",
    "a",
    "iv",
    "amp;",
    "http://x.y",
    "\u00a0",
    "\u2028",
    "é",
    "  ",
]

lines = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=9).map("".join)


def rendered(data: bytes) -> tuple[list[str], list[str]]:
    """The texts of the blocks in what was written, and the kinds of everything that is more than a paragraph's text."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(data.decode())
    texts, marks = [], []
    for token in tokens:
        if token.type != "inline":
            marks += [token.type] if not token.type.startswith("paragraph") else []
            continue
        texts.append("".join(child.content for child in token.children or []))
        marks += [child.type for child in token.children or [] if child.type not in ("text", "text_special")]
    return texts, marks


def written(text: str, role: Role | None = None) -> tuple[list[str], list[str], list[str]]:
    made = content(f"Title\n\n{text}\n")
    article = made.article
    if role is not None:
        article = article._replace(blocks=(Block(role, article.text.index("\n\n") + 2, len(article.text)),))
    target = io.BytesIO()
    write(target, [made._replace(article=article)], TAGS, {})
    stored = [line.strip() for line in article.text.split("\n") if line.strip()]
    texts, marks = rendered(target.getvalue())
    assert marks[:2] == ["heading_open", "heading_close"]  # of the title
    return stored, texts, marks[2:]


@given(lines)
@example("1. one")
@example("1) one")
@example("2024. The year")
@example("  - one")
@example(" + x")
@example("    four blanks")
@example("\ta tab")
@example("  12) x")
@example("a\\.b")
@example("- - -")
def test_the_text_of_an_article_is_no_markup(line: str) -> None:
    stored, texts, marks = written(line)
    assert [text.strip() for text in texts] == stored
    assert not marks


@pytest.mark.parametrize("line", ["1. one", "    four blanks", "- x", "# x", "> x", "+", "1)"])
@pytest.mark.parametrize("role", [Role.HEADING, Role.LIST_ITEM, Role.QUOTE])
def test_a_heading_an_item_and_a_quote_hold_text_alone(line: str, role: Role) -> None:
    stored, texts, marks = written(line, role)
    assert [text.strip() for text in texts] == stored
    kinds = {Role.HEADING: "heading", Role.LIST_ITEM: "bullet_list list_item", Role.QUOTE: "blockquote"}[role].split()
    assert sorted(marks) == sorted(f"{kind}_{end}" for kind in kinds for end in ("open", "close"))


def test_a_note_after_an_exclamation_is_no_picture() -> None:
    target = io.BytesIO()
    write(target, [content("Title\n\nStop! he said.\n", ("claim", [(7, 12)]))], TAGS, {})
    assert "Stop\\![^1] he said." in target.getvalue().decode()


def test_notes_at_one_place_are_not_read_as_one() -> None:
    target = io.BytesIO()
    write(target, [content("Title\n\nThe bridge is shut.\n", ("claim", [(11, 17)]), ("source", [(11, 17)]))], TAGS, {})
    assert "The bridge[^1] [^2] is shut." in target.getvalue().decode()


def test_the_title_is_the_heading_and_what_is_known_follows_it() -> None:
    made = content("Title\n\nThe bridge is shut.\n")
    target = io.BytesIO()
    write(target, [made._replace(article=made.article._replace(site="Coastal Courier"))], TAGS, {})
    assert target.getvalue().decode() == "# Title\n\n*Coastal Courier*\n\nThe bridge is shut.\n\n"


def test_a_footnote_names_another_by_the_number_that_it_has_for_readers_of_markdown() -> None:
    target = io.BytesIO()
    write(target, [rich()], TAGS, {})
    body, notes = target.getvalue().decode().split("[^1]:")
    assert re.findall(r"\[\^(\d+)\]", body) == [str(n) for n in range(1, 8)]
    assert "attributed to note 3, “the “county” = roads authority”" in notes
    assert "[^3]: **Source** “the “county” = roads authority”" in notes and "\\[" not in notes
