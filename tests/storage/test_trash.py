"""Erasing: nothing of an article is left, and the rest of the library is as it was."""

from pathlib import Path

import pytest

from annotator import edits
from annotator.model import card_of
from annotator.storage.check import check
from annotator.storage.store import Store
from tests.making import add, annotations, tag

SECRET = "Zanzibar bridge closed\n\nThe secret place is closed for weeks, the authority said.\n"


def removed(store: Store) -> str:
    article = add(store, SECRET, "secret.txt")
    first, second = tag(store, article, "closed for weeks"), tag(store, article, "the authority", "source")
    store.apply(edits.write_note(first, "a secret note"), "tester")
    store.apply(edits.delete([second], []), "tester")
    store.apply(edits.describe_article(card_of(article), note="a secret card"), "tester")
    content = store.content(article.id)
    assert content is not None
    store.apply(edits.remove_articles([content.state]), "tester")
    return article.id


def test_an_erased_article_leaves_nothing_behind(library: Path) -> None:
    with Store.open(library) as store:
        other = add(store)
        mark = tag(store, other, "Port Ellery")
        id_ = removed(store)
        assert [a.id for a in store.articles(removed=True)] == [id_]
        count, heads = store.erase([id_])
        assert count == 1 and store.articles(removed=True) == [] and store.content(id_) is None
        assert heads.undo is not None
        store.undo("tester")
        assert annotations(store, other) == []  # the tag of the other article was the last step that is left
        store.redo("tester")
        assert annotations(store, other) == [mark]
    assert check(library).problems == []
    data = library.read_bytes()
    assert b"secret" not in data and b"anzibar" not in data


def test_only_what_is_removed_is_erased(library: Path) -> None:
    with Store.open(library) as store:
        article = add(store)
        assert store.erase([article.id, "nothing"])[0] == 0
        assert store.content(article.id) is not None


@pytest.mark.parametrize("rounds", [3])
def test_erasing_in_between_keeps_undo_sound(library: Path, rounds: int) -> None:
    with Store.open(library) as store:
        other = add(store)
        for _ in range(rounds):
            tag(store, other, "mainland")
            store.erase([removed(store)])
        done = 0
        while store.undo("tester") is not None:
            done += 1
        assert done == rounds + 1 and store.articles() == []
        while store.redo("tester") is not None:
            done -= 1
        assert done == 0 and len(annotations(store, other)) == rounds
    assert check(library).problems == []
