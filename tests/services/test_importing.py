"""What a source is, what is told of it, and what stays when an import is stopped."""

from pathlib import Path

import pytest

from annotator.errors import AnnotatorError, Cancelled
from annotator.formats.importing.detection import whole_of
from annotator.formats.importing.draft import Choices
from annotator.readers.sandbox import Sandbox
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
from tests.readers.samples import PAGE

DOCCANO = '{"text": "Ann lives in Rome.", "label": [[0, 3, "PER"], [13, 17, "PLACE"]]}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One of each kind."""
    (tmp_path / "a.txt").write_text("A title\n\nA text.\n")
    (tmp_path / "ours.json").write_text('{"format": "annotator", "version": 1, "articles": []}')
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "theirs.jsonl").write_text(DOCCANO)
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
    assert identify(folder / "brat", searching=False).format is None
    assert identify(whole_of(folder / "brat" / "x.ann")).kind is SourceKind.ANNOTATIONS
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
