"""Every kind of file: recognised by its bytes, read apart, its text and roles as they should be."""

import hashlib
from pathlib import Path

import pytest

from annotator.formats.importing.parsing import parse_bytes, parse_file
from annotator.model import Article
from annotator.readers import KINDS as NAMES
from annotator.readers.registry import KINDS, TEXT, Options, kind_of
from annotator.readers.sandbox import Sandbox
from annotator.text.headline import headline_number
from tests.readers import samples

SAMPLES: dict[str, bytes] = {
    "html": samples.PAGE.encode(),
    "mhtml": samples.mhtml(),
    "markdown": samples.MARKDOWN.encode(),
    "rtf": samples.RTF.encode(),
    "docx": samples.docx(),
    "epub": samples.epub(),
    "pdf": samples.pdf(samples.PDF_PAGES),
}


def article(data: bytes, sandbox: Sandbox, name: str = "x", **options: str) -> Article:
    (entry,) = parse_bytes(data, name, sandbox, options=Options(**options)).entries
    return entry.new.article


def roles(found: Article) -> list[tuple[str, str]]:
    return [(str(b.role), found.text[b.start : b.end]) for b in found.blocks]


def test_every_kind_has_a_sample_and_a_name_on_the_command_line() -> None:
    assert {k.name for k in KINDS} == SAMPLES.keys() == set(NAMES) - {"json", TEXT}


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_file_is_known_by_its_bytes_whatever_its_name(kind: str, tmp_path: Path, sandbox: Sandbox) -> None:
    name = "wrong.txt" if kind != "markdown" else "right.md"
    assert kind_of(SAMPLES[kind], name) == kind
    (tmp_path / name).write_bytes(SAMPLES[kind])
    parsed = parse_file(tmp_path / name, sandbox)
    assert parsed.problems == []
    (entry,) = parsed.entries
    found = entry.new.article
    assert found.title == "Storm closes bridge"
    assert found.text.startswith("Storm closes bridge\n\n")
    assert found.origin.name == name and found.origin.sha256 == hashlib.sha256(SAMPLES[kind]).hexdigest()
    assert entry.new.original == SAMPLES[kind]
    for one in found.blocks:
        before, after = found.text[: one.start], found.text[one.end :]
        assert not before or before.endswith("\n")
        assert not after or after.startswith("\n")
    assert parse_bytes(SAMPLES[kind], name, sandbox, kind=kind).entries[0].new.article.text == found.text


def test_plain_text_and_unknown_bytes_are_text() -> None:
    assert kind_of(b"Storm closes bridge", "x") == TEXT
    assert kind_of(b"Storm closes bridge", "x.html") == "html"
    assert kind_of(b"PK\x03\x04 other archive", "x.zip") == TEXT


def test_markdown_loses_its_marks_and_keeps_its_structure(sandbox: Sandbox) -> None:
    found = article(SAMPLES["markdown"], sandbox, "a.md")
    assert "The swing bridge linking Port Ellery with the mainland is closed." in found.text
    assert roles(found) == [
        ("title", "Storm closes bridge"),
        ("heading", "Repairs"),
        ("list_item", "A ferry runs."),
        ("list_item", "Cars take a detour."),
        ("quote", "The bridge is safe."),
    ]
    assert found.authors == ("Staff reporter",) and found.published_at == "2024-03-12"
    assert "A ferry runs.\nCars take" in found.text


def test_rich_text_keeps_its_letters(sandbox: Sandbox) -> None:
    assert article(SAMPLES["rtf"], sandbox).text == "Storm closes bridge\n\nThe bridge is closed, “for now”. Café €"


def test_word_documents_keep_their_styles_and_tables(sandbox: Sandbox) -> None:
    found = article(SAMPLES["docx"], sandbox)
    assert roles(found) == [
        ("title", "Storm closes bridge"),
        ("heading", "Repairs"),
        ("caption", "The bridge on Sunday. Photo: Pool"),
        ("list_item", "A ferry runs."),
        ("quote", "It is safe."),
    ]
    assert found.text.endswith("Cost · 3.1 million")


def test_books_are_read_along_their_spine(sandbox: Sandbox) -> None:
    found = article(SAMPLES["epub"], sandbox)
    assert found.text == "Storm closes bridge\n\nThe bridge is closed.\n\nA ferry runs."
    assert found.authors == ("Staff reporter",) and found.language == "en"


def test_pdf_lines_become_paragraphs_without_heads_numbers_and_hyphens(sandbox: Sandbox) -> None:
    found = article(SAMPLES["pdf"], sandbox)
    paragraphs = found.text.split("\n\n")
    assert paragraphs[0] == "Storm closes bridge"
    assert paragraphs[1].startswith("The swing bridge") and "according to the county" in paragraphs[1]
    assert paragraphs[1].endswith("engineers found corrosion.")
    assert paragraphs[2].endswith(
        "on Monday in a statement. A ferry runs every twenty minutes from Stone Quay, and "
        "cars take the detour by the northern road."
    )
    assert len(paragraphs) == 3 and "Courier" not in found.text


def test_larger_letters_of_a_pdf_are_its_title_and_headings(tmp_path: Path, sandbox: Sandbox) -> None:
    lines = ["The bridge stays closed for at least six weeks,", "the authority said on Monday in a statement that it"]
    by = "By the staff of the Courier that comes on each day"
    first = ["# Storm closes the only", "# bridge of Port Ellery", by, *lines]
    second = ["Storm closes the only", *lines, "# What is next", *lines, "aloud."]
    (tmp_path / "a.pdf").write_bytes(samples.pdf([first, second, ["Storm closes the only", *lines]]))
    (entry,) = parse_file(tmp_path / "a.pdf", sandbox).entries
    found = entry.new.article
    assert found.title == "Storm closes the only bridge of Port Ellery"
    said = [(block.role, found.text[block.start : block.end]) for block in found.blocks]
    assert said == [("title", found.title), ("heading", "What is next")]
    assert found.text.count("Storm closes the only") == 1


NAVIGATION = "Home | News | Sport"
HEADLINE = "Storm closes the only bridge of Port Ellery"


def test_the_title_of_a_pdf_is_its_headline_wherever_that_stands(tmp_path: Path, sandbox: Sandbox) -> None:
    lines = [
        "The bridge stays closed for at least six weeks, as it",
        "said on Monday in a statement to the papers that",
    ] * 4
    for page, described in (
        ([NAVIGATION, "", f"# {HEADLINE}", "", *lines], ""),
        ([NAVIGATION, "", HEADLINE, "", *lines], f"{HEADLINE} - The Courier"),
        ([f"# {NAVIGATION}", "", HEADLINE, "", *lines], HEADLINE),
    ):
        (tmp_path / "a.pdf").write_bytes(samples.described(samples.pdf([page]), described))
        (entry,) = parse_file(tmp_path / "a.pdf", sandbox).entries
        found = entry.new.article
        titles = [found.text[b.start : b.end] for b in found.blocks if b.role == "title"]
        assert found.text.startswith(NAVIGATION) and titles == [HEADLINE]
        assert found.title == (described or HEADLINE)
        assert headline_number(found) == 2


def test_the_title_of_a_word_document_is_its_headline_wherever_that_stands(sandbox: Sandbox) -> None:
    for described in (HEADLINE, "Template of the newsroom"):
        found = article(samples.plain_docx([NAVIGATION, HEADLINE, "The bridge is closed."], described), sandbox)
        assert (found.title, headline_number(found)) == ((HEADLINE, 2) if described == HEADLINE else (NAVIGATION, 0))


def test_the_title_of_a_whole_page_is_its_headline_wherever_that_stands(tmp_path: Path, sandbox: Sandbox) -> None:
    text = "<p>The bridge stays closed for at least six weeks, the authority said on Monday in a statement.</p>" * 9
    page = f"<title>{HEADLINE}</title><p>{NAVIGATION}</p><h1>{HEADLINE}</h1>{text}"
    (tmp_path / "a.html").write_text(page)
    (entry,) = parse_file(tmp_path / "a.html", sandbox, whole_page=True).entries
    found = entry.new.article
    assert found.text.startswith(NAVIGATION) and headline_number(found) == 2


def test_paragraphs_of_a_pdf_are_told_by_what_is_between_their_lines(tmp_path: Path, sandbox: Sandbox) -> None:
    first = [f"line {i} of the first paragraph, all of them as wide as this" for i in range(4)]
    second = [f"line {i} of the second paragraph which is as wide as the one" for i in range(4)]
    (tmp_path / "a.pdf").write_bytes(samples.pdf([[*first, "", *second]]))
    (entry,) = parse_file(tmp_path / "a.pdf", sandbox).entries
    assert entry.new.article.text.rstrip("\n").split("\n\n") == [" ".join(first), " ".join(second)]


def test_columns_that_a_pdf_writes_across_are_read_one_after_the_other(tmp_path: Path, sandbox: Sandbox) -> None:
    head = "A storm that came overnight has closed the only bridge, says the county"
    left = [
        "The swing bridge will stay closed for at",
        "least six weeks, according to the county.",
        *[f"Left {i} of the first column goes on and" for i in range(5)],
        "ends.",
    ]
    right = [
        "A second column tells of the ferry and of",
        "its hours, which are long enough for all.",
        *[f"Right {i} of the second column is about" for i in range(5)],
        "tides.",
    ]
    (tmp_path / "a.pdf").write_bytes(samples.pdf([[head, *(f"{a}\t{b}" for a, b in zip(left, right, strict=True))]]))
    (entry,) = parse_file(tmp_path / "a.pdf", sandbox).entries
    text = entry.new.article.text
    assert "closed for at least six weeks" in text and "the ferry and of its hours" in text
    assert text.index("goes on and ends.") < text.index("A second column")


def test_a_protected_pdf_asks_for_its_password_and_opens_with_it(tmp_path: Path, sandbox: Sandbox) -> None:
    data = samples.pdf(samples.PDF_PAGES, "bridge")
    (tmp_path / "a.pdf").write_bytes(data)
    refused = parse_file(tmp_path / "a.pdf", sandbox)
    assert refused.needs_password and "password" in refused.problems[0]
    wrong = parse_file(tmp_path / "a.pdf", sandbox, options=Options(password="tunnel"))
    assert wrong.needs_password and "not the password" in wrong.problems[0]
    assert article(data, sandbox, password="bridge").title == "Storm closes bridge"


def test_a_scanned_pdf_is_refused_with_the_reason(tmp_path: Path, sandbox: Sandbox) -> None:
    (tmp_path / "a.pdf").write_bytes(samples.pdf([[], []]))
    (problem,) = parse_file(tmp_path / "a.pdf", sandbox).problems
    assert "no text" in problem and "OCR" in problem
