"""The sample article: with marks of nobody's when it comes, and never again."""

from pathlib import Path

from annotator import edits
from annotator.formats.exporting.export import AnnotationSelection
from annotator.formats.exporting.sample import SAMPLE, parse_sample
from annotator.formats.importing.parsing import parse_file
from annotator.model import Content, LinkKind
from annotator.queries.article_query import asked
from annotator.readers.sandbox import Sandbox
from annotator.resources import resource
from annotator.storage.import_batch import Outcome, take_in
from annotator.storage.search import search
from annotator.storage.store import Store


def bring(store: Store) -> Outcome:
    (outcome,), _ = take_in(store, [parse_sample()], "tester")
    assert outcome.problems == []
    return outcome


def content(store: Store) -> Content:
    (id_,) = store.article_ids()
    found = store.content(id_)
    assert found is not None
    return found


def test_it_comes_with_three_marks_and_a_link(library: Path) -> None:
    with Store.open(library) as store:
        bring(store)
        found = content(store)
        assert [(a.tag, a.quote) for a in found.annotations] == [
            ("location", "Suez Canal"),
            ("claim", "High winds and a sandstorm had made the ship hard to control"),
            ("source", "its operator Evergreen Marine"),
        ]
        _, claim, source = found.annotations
        assert [(k.kind, k.from_id, k.to_id) for k in found.links] == [(LinkKind.ATTRIBUTED_TO, claim.id, source.id)]
        assert {a.annotator for a in found.annotations} | {k.annotator for k in found.links} == {SAMPLE}
        assert all(found.article.text[a.start : a.end] == a.quote for a in found.annotations)
        store.undo("tester")
        assert store.articles() == [] and store.heads().undo is None


def test_what_was_deleted_does_not_come_back(library: Path) -> None:
    with Store.open(library) as store:
        first = bring(store)
        found = content(store)
        store.apply(edits.delete(found.annotations[:2], found.links), "tester")
        again = bring(store)
        assert again.article_ids == first.article_ids and again.already_there == 1 and again.annotations == 0
        assert content(store).annotations == found.annotations[2:]
        store.apply(edits.remove_articles([found.state]), "tester")
        bring(store)
        assert content(store).annotations == found.annotations[2:]


def test_a_sample_that_was_erased_comes_with_its_marks_again(library: Path) -> None:
    with Store.open(library) as store:
        bring(store)
        found = content(store)
        store.apply(edits.remove_articles([found.state]), "tester")
        store.erase([found.state.id])
        assert bring(store).annotations == 3


def test_opening_it_anew_after_an_undo_brings_the_marks_again(library: Path) -> None:
    with Store.open(library) as store:
        bring(store)
        before = content(store)
        store.undo("tester")
        assert bring(store).annotations == 3
        assert (content(store).annotations, content(store).links) == (before.annotations, before.links)
        store.undo("tester")
        assert store.articles() == []
        store.redo("tester")
        assert content(store).annotations == before.annotations


def test_a_library_that_has_the_article_without_marks_is_left_alone(library: Path, sandbox: Sandbox) -> None:
    with Store.open(library) as store:
        take_in(store, [parse_file(resource("sample-article.txt"), sandbox)], "tester")
        bring(store)
        assert content(store).annotations == []


def test_it_is_the_work_of_nobody_who_is_asked_for(library: Path) -> None:
    with Store.open(library) as store:
        bring(store)
        found = content(store)
        (mine,) = AnnotationSelection(annotators=frozenset({"tester"})).of([found])
        assert mine.annotations == [] and mine.links == []
        assert store.judged() == {}
    assert search(library, asked("annotator:tester")) == []


def test_two_libraries_have_the_same_marks(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.sqlite3") as one, Store.open(tmp_path / "b.sqlite3") as other:
        bring(one)
        bring(other)
        mine, theirs = content(one), content(other)
        assert [a._replace(article_id="") for a in mine.annotations] == [
            a._replace(article_id="") for a in theirs.annotations
        ]
