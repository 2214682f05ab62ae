"""Who says so: counted over articles made for it."""

import pytest

from annotator.analysis.attribution import UNKNOWN, coverage
from annotator.model import AUTHORS_OWN, Attributes, Content, Link, LinkKind, new_id, now
from tests.formats.awkward import content

TEXT = "Rain fell. It was cold. Ann said the bridge shut, Bob, via Cid, that it broke. A leak. Dan waits.\n"


def article(number: int = 0) -> Content:
    text = f"{TEXT}No {number}\n"

    def at(words: str) -> list[tuple[int, int]]:
        return [(text.index(words), text.index(words) + len(words))]

    claims = ("Rain fell", "It was cold", "the bridge shut", "it broke", "A leak")
    sources = ("Ann", "Bob", "Cid", "Dan")
    made = content(text, *(("claim", at(c)) for c in claims), *(("source", at(s)) for s in sources))
    ids = {a.quote: a.id for a in made.annotations}
    attributes: dict[str, Attributes] = {
        "It was cold": (("attribution", AUTHORS_OWN),),
        "Ann": (("kind", "person"), ("first_hand", "yes")),
        "Bob": (("kind", "anonymous"),),
    }
    marks = [a._replace(attributes=attributes.get(a.quote, ())) for a in made.annotations]

    def link(start: str, end: str, kind: LinkKind = LinkKind.ATTRIBUTED_TO) -> Link:
        return Link(new_id(), made.article.id, kind, ids[start], ids[end], "tester", now())

    links = [
        link("the bridge shut", "Ann"),
        link("the bridge shut", "Bob"),
        link("it broke", "Bob"),
        link("Bob", "Cid", LinkKind.VIA),
    ]
    return made._replace(annotations=marks, links=links)


def test_claims_are_counted_by_their_sources() -> None:
    one = article()
    quotes = {a.id: a.quote for a in one.annotations}
    found = coverage([one])

    def named(name: str) -> list[str]:
        return [quotes[i] for i in getattr(found, name)]

    assert named("unsourced") == ["Rain fell", "A leak"]
    assert named("authors_own") == ["It was cold"]
    assert named("one_source") == named("anonymous_only") == named("second_hand_only") == ["it broke"]
    assert named("several_sources") == ["the bridge shut"]
    assert named("unused_sources") == ["Dan"]
    assert (found.attributed, found.share) == (3, 0.5)
    assert (found.words, found.words_attributed) == (12, 5)
    assert found.claims_by_kind == {"person": 1, "anonymous": 2}
    assert found.words_by_kind == {"person": 3, "anonymous": 5}


def test_a_source_is_heard_across_articles_and_in_any_case() -> None:
    found = coverage([article(0), article(1)])
    assert found.articles == 2
    assert {h.name: (h.claims, len(h.articles)) for h in found.heard.values()} == {"Ann": (2, 2), "Bob": (4, 2)}


@pytest.mark.parametrize("contents", [[], [content("Nothing is marked.")]])
def test_with_no_claims_nothing_is_missing(contents: list[Content]) -> None:
    found = coverage(contents)
    assert (found.share, found.share_of_words, found.claims) == (1.0, 1.0, [])
    assert UNKNOWN not in found.claims_by_kind
