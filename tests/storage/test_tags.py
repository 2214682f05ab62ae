"""Tags of a person's own: in the library, in Deltas, undone and done again."""

from pathlib import Path

import pytest

from annotator import edits
from annotator.errors import StaleEdit
from annotator.model import TAGS, LinkKind, Tag, Underline
from annotator.storage.check import check
from annotator.storage.store import Store
from tests.making import add, annotations, tag

NUMBER = Tag("number", "Number", "#335577", Underline.DOTTED, "5")


def test_a_tag_is_made_changed_and_deleted_and_each_is_undone(library: Path) -> None:
    with Store.open(library) as store:
        store.apply(edits.add_tag(NUMBER), "tester")
        assert store.tags() == [*TAGS, NUMBER]
        changed = NUMBER._replace(name="Figure", underline=Underline.SOLID)
        store.apply(edits.change_tag(NUMBER, changed), "tester")
        assert store.tags()[-1] == changed
        store.undo("tester")
        assert store.tags()[-1] == NUMBER
        store.undo("tester")
        assert store.tags() == list(TAGS)
        store.redo("tester")
        assert store.tags()[-1] == NUMBER


@pytest.mark.parametrize("to", ["claim", None])
def test_deleting_a_tag_retags_or_deletes_what_has_it(library: Path, to: str | None) -> None:
    with Store.open(library) as store:
        article = add(store)
        store.apply(edits.add_tag(NUMBER), "tester")
        made = tag(store, article, "six weeks", "number")
        held, links = store.tagged("number")
        assert held == [made] and links == []
        store.apply(edits.delete_tag(NUMBER, held, links, to), "tester")
        assert store.tags() == list(TAGS)
        assert [a.tag for a in annotations(store, article)] == ([to] if to else [])
        store.undo("tester")
        assert annotations(store, article) == [made] and store.tags()[-1] == NUMBER
    assert check(library).problems == []


def test_what_has_the_other_tag_already_is_not_made_twice_and_takes_note_and_links_over(library: Path) -> None:
    with Store.open(library) as store:
        article = add(store)
        store.apply(edits.add_tag(NUMBER), "tester")
        stays, goes = tag(store, article, "six weeks", "claim"), tag(store, article, "six weeks", "number")
        other, source = tag(store, article, "for now", "number"), tag(store, article, "Ellery Radio", "source")
        store.apply(edits.write_note(stays, "How long?"), "tester")
        store.apply(edits.write_note(goes, "A figure"), "tester")
        store.apply(edits.link(LinkKind.ATTRIBUTED_TO, goes, source, [], "tester"), "tester")
        (before,) = store.contents([article.id])
        held, links = store.tagged("number")
        store.apply(edits.delete_tag(NUMBER, held, links, "claim", store.tagged("claim")[0]), "tester")
        (after,) = store.contents([article.id])
        assert {(a.id, a.tag) for a in after.annotations} == {
            (stays.id, "claim"),
            (other.id, "claim"),
            (source.id, "source"),
        }
        assert next(a.note for a in after.annotations if a.id == stays.id) == "How long?\nA figure"
        assert [(link.from_id, link.to_id) for link in after.links] == [(stays.id, source.id)]
        store.undo("tester")
        assert [*store.contents([article.id])] == [before]
    assert check(library).problems == []


def test_a_name_a_key_or_a_tag_in_use_cannot_be_taken(library: Path) -> None:
    with Store.open(library) as store:
        article = add(store)
        store.apply(edits.add_tag(NUMBER), "tester")
        for other in (NUMBER._replace(id="x", key="6"), NUMBER._replace(id="x", name="X")):
            with pytest.raises(StaleEdit):
                store.apply(edits.add_tag(other), "tester")
        tag(store, article, "six weeks", "number")
        with pytest.raises(StaleEdit):
            store.apply(edits.delete_tag(NUMBER, [], [], None), "tester")
        assert store.tags()[-1] == NUMBER


def test_tags_are_put_in_another_order_and_back(library: Path) -> None:
    second, third = (NUMBER._replace(id=f"own_{k}", name=f"Tag {k}", key=k) for k in "67")
    with Store.open(library) as store:
        for tag in (NUMBER, second, third):
            store.apply(edits.add_tag(tag), "tester")
        own = store.tags()[4:]
        store.apply(edits.order_tags(own, [third.id, NUMBER.id, second.id]), "tester")
        assert store.tags() == [*TAGS, third, NUMBER, second]
        store.apply(edits.change_tag(third, third._replace(name="Other")), "tester")
        assert [t.id for t in store.tags()[4:]] == [third.id, NUMBER.id, second.id]
        store.undo("tester")
        store.undo("tester")
        assert store.tags() == [*TAGS, NUMBER, second, third]
        store.redo("tester")
    with Store.open(library, read_only=True) as store:
        assert store.tags() == [*TAGS, third, NUMBER, second]
