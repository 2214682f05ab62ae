"""What a source is, what is told of it, and what stays when an import is stopped."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import edits
from annotator.errors import AnnotatorError, Cancelled
from annotator.formats.base import Format
from annotator.formats.importing.draft import Choices
from annotator.formats.registry import formats
from annotator.model import TAGS
from annotator.readers.sandbox import Sandbox
from annotator.services import exporting
from annotator.services.importing import (
    ImportRequest,
    SourceKind,
    add,
    facts,
    from_sources,
    from_text,
    identify,
    into,
)
from annotator.storage.store import Store
from tests.making import BRIDGE, tag
from tests.making import add as add_article
from tests.readers.samples import PAGE, plain_docx

DOCCANO = '{"text": "Ann lives in Rome.", "label": [[0, 3, "PER"], [13, 17, "PLACE"]]}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One of each kind."""
    (tmp_path / "a.txt").write_text("A title\n\nA text.\n")
    (tmp_path / "ours.json").write_text('{"format": "annotator", "version": 1, "articles": []}')
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "theirs.jsonl").write_text(DOCCANO)
    (tmp_path / "tokens.txt").write_text("Ann B-PER\nlives O\nin O\nRome B-LOC\n")
    (tmp_path / "brat").mkdir()
    (tmp_path / "brat" / "x.txt").write_text("Ann")
    (tmp_path / "brat" / "x.ann").write_text("T1\tPER 0 3\tAnn\n")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "kind", "format_"),
    [
        ("a.txt", SourceKind.UNKNOWN, None),
        ("ours.json", SourceKind.ARCHIVE, "json"),
        ("page.html", SourceKind.PAGE, None),
        ("theirs.jsonl", SourceKind.ANNOTATIONS, "doccano"),
        ("brat", SourceKind.ANNOTATIONS, "brat"),
        ("brat/x.ann", SourceKind.ANNOTATIONS, "brat"),
        ("tokens.txt", SourceKind.ANNOTATIONS, "conll"),
        ("missing", SourceKind.UNKNOWN, None),
    ],
)
def test_what_a_source_is(folder: Path, name: str, kind: SourceKind, format_: str | None) -> None:
    found = identify(folder / name)
    assert (found.kind, found.format and found.format.name) == (kind, format_)


def test_what_is_said_of_a_source_comes_before_what_it_looks_like(folder: Path, sandbox: Sandbox) -> None:
    assert identify("https://example.org/x.json").kind is SourceKind.PAGE
    assert identify(folder / "theirs.jsonl", "text").format is None
    said = identify(folder / "a.txt", "conll").format
    assert said is not None and said.name == "conll"
    with pytest.raises(AnnotatorError, match="no format “xyz”"):
        from_sources([folder / "brat"], ImportRequest("xyz"), sandbox)


def test_each_source_is_named_with_what_became_of_it_in_one_step(store: Store, folder: Path, sandbox: Sandbox) -> None:
    how = ImportRequest(choices=lambda _: Choices(labels={"PER": "source", "PLACE": "location"}))
    todo = from_sources([folder / name for name in ("theirs.jsonl", "page.html", "brat")], how, sandbox)
    told: list[tuple[int, int]] = []
    outcomes = add(
        [*todo, from_text("Pasted\n\nWords.", "Pasted text", sandbox)], into(store, "tester"), lambda *n: told.append(n)
    )
    assert [(o.source and Path(o.source).name, facts(o)) for o in outcomes] == [
        ("theirs.jsonl", [("added", 1), ("annotation", 2)]),
        ("page.html", [("added", 1), ("left out", ", ".join(outcomes[1].left_out))]),
        ("brat", [("added", 1), ("annotation", 1)]),
        (None, [("added", 1)]),
    ]
    assert list(dict.fromkeys(told)) == [(0, 4), (1, 4), (2, 4), (3, 4)]
    store.undo("tester")
    assert store.article_ids() == []


def test_what_came_in_until_it_was_stopped_stays(store: Store, folder: Path, sandbox: Sandbox) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    todo = from_sources([folder / "a.txt", folder / "page.html"], ImportRequest(), sandbox)
    (outcome,) = add(todo, into(store, "tester"), stop)
    assert outcome.source == folder / "a.txt" and store.article_ids() == outcome.article_ids


def exports_of(name: str, store: Store, folder: Path) -> Iterator[Path]:
    """One and two articles in a format: the file or folder, what is in that, and an archive of it."""
    format_ = formats()[name]
    for count in (1, 2):
        target = folder / f"{count}{format_.suffix * (not format_.folder)}"
        exporting.export(store, store.article_ids()[:count], target, exporting.ExportRequest(name))
        yield target
        files = sorted(target.iterdir()) if target.is_dir() else [target]
        yield from files if target.is_dir() else set(folder.glob(f"{count}*")) - {target}
        archive = folder / f"{count}-all.zip"
        with zipfile.ZipFile(archive, "w") as zipped:
            for file in files:
                zipped.write(file, file.relative_to(folder))
        yield archive


@pytest.mark.usefixtures("qapp")  # a PDF is written by whatever application there is
@pytest.mark.parametrize("format_", [f for f in formats().values() if f.writes and f.is_there], ids=lambda f: f.name)
def test_what_was_exported_comes_in_as_annotations_or_is_refused_by_its_name_and_is_never_an_article(
    format_: Format, store: Store, tmp_path: Path, sandbox: Sandbox, empty_library: bytes
) -> None:
    for title in ("First", "Second"):
        claim = tag(store, add_article(store, f"{title} article\n\n{BRIDGE}", f"{title}.txt"), "The bridge is safe")
        store.apply(edits.check([claim], "refuted"), "tester")
    assert format_.writer is not None
    sidecars = tuple(format_.writer.sidecar_files(TAGS))
    (tmp_path / "out").mkdir()
    path = tmp_path / "empty.sqlite3"
    for export in exports_of(format_.name, store, tmp_path / "out"):
        path.write_bytes(empty_library)
        with Store.open(path) as library:
            outcomes = add(from_sources([export], ImportRequest(), sandbox), into(library, "tester"))
        told = [fact for outcome in outcomes for fact in facts(outcome)]
        problems = [problem for outcome in outcomes for problem in outcome.problems]
        if export.suffix == ".zip":
            assert not told and len(problems) == 1 and "It is an archive. Unpack it" in problems[0]
        elif not format_.reads:
            assert not told and problems and all(f"It is {format_.title}, which" in problem for problem in problems)
        elif export.name.endswith(sidecars):  # what says which labels there are
            assert not told
        elif export.suffix != ".txt":
            assert (told and not problems) or "there is no text for it" in problems[0]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.json", b'{"text": "Ann lives in Rome."}', "It is JSON, not an article"),
        ("x.txt", b' [{"text": "Ann"}]', "It is JSON, not an article"),
        ("x.log", b'{"text": "Ann"}\n{"text": "Rome"}\n', "It is JSON, not an article"),
        ("x.csv", b"text,label\nAnn,PER\n", "It is a table, not an article"),
        ("x.xml", b"<?xml version='1.0'?><config/>", "It is data for programs, not an article"),
        ("x.xlsx", b"PK\x03\x04....xl/worksheets/sheet1.xml", "It is a spreadsheet. Save it as CSV."),
        ("x.txt.gz", b"\x1f\x8b\x08\0", "It is an archive. Unpack it"),
        ("x.db3", b"SQLite format 3\0", "It is a database. If it is a library of Annotator, open it with"),
        ("x.ann", b"T1\tPER 0 3\tAnn\n", "there is no .txt file beside it"),
        ("annotation.conf", b"[entities]\nPER\n", "There are no .txt and .ann files of brat in there."),
    ],
)
def test_data_is_no_article_and_is_called_what_it_is(
    store: Store, tmp_path: Path, sandbox: Sandbox, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (outcome,) = add(from_sources([tmp_path / name], ImportRequest(), sandbox), into(store, "tester"))
    assert words in outcome.problems[0] and not outcome.article_ids


@pytest.mark.parametrize("text", ["{Update} The bridge is closed.\n", "[1]: a footnote\n\nA text.\n"])
def test_a_text_that_begins_with_a_bracket_is_an_article(
    store: Store, tmp_path: Path, sandbox: Sandbox, text: str
) -> None:
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    (outcome,) = add(from_sources([tmp_path / "x.txt"], ImportRequest(), sandbox), into(store, "tester"))
    assert outcome.added == 1


def test_a_file_of_brat_is_read_with_its_text_alone(store: Store, folder: Path, sandbox: Sandbox) -> None:
    (folder / "brat" / "other.txt").write_text("Another text")
    how = ImportRequest(choices=lambda _: Choices(labels={"PER": "source"}))
    (outcome,) = add(from_sources([folder / "brat" / "x.ann"], how, sandbox), into(store, "tester"))
    assert outcome.ok and facts(outcome) == [("added", 1), ("annotation", 1)]


NOTHING = "\u200b\u2060\u00ad\n\u200f\ufeff \u3164"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.txt", NOTHING.encode()),
        ("x.txt", NOTHING.encode("utf-16")),
        ("x.md", NOTHING.encode()),
        ("x.html", f"<html><body><p>{NOTHING}</p></body></html>".encode()),
        ("x.html", b"<html><body><article><p>&#8203;</p><p>&shy;</p></article></body></html>"),
        ("x.rtf", rb"{\rtf1 \u8203? \u8288?}"),
        ("x.docx", plain_docx([NOTHING], NOTHING)),
        ("x.jsonl", json.dumps({"text": NOTHING, "label": [[0, 1, "PER"]]}).encode()),
        ("x.conll", "\u200b B-PER\n".encode()),
    ],
)
def test_what_shows_nothing_is_no_article(
    store: Store, tmp_path: Path, sandbox: Sandbox, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    pasted = [from_text(NOTHING, "Pasted", sandbox), from_text("", "Pasted", sandbox, f"<p>{NOTHING}</p>")]
    outcomes = add([*from_sources([tmp_path / name], ImportRequest(), sandbox), *pasted], into(store, "tester"))
    assert not store.articles() and len(outcomes) == 3
    assert all("text" in outcome.problems[0] for outcome in outcomes)


def test_a_paragraph_that_shows_nothing_does_not_keep_a_page_out(
    store: Store, tmp_path: Path, sandbox: Sandbox
) -> None:
    page = "<html><body><article><h1>Title</h1><p>&#8203;</p><p>Some words.</p></article></body></html>"
    (tmp_path / "x.html").write_text(page, encoding="utf-8")
    (outcome,) = add(from_sources([tmp_path / "x.html"], ImportRequest(), sandbox), into(store, "tester"))
    assert outcome.ok
