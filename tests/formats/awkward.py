"""Articles that are hard to carry from one program to another, with what is marked in them."""

import random

from annotator import edits
from annotator.model import Annotation, ArticleState, Content, Link, LinkKind, Span, new_id
from annotator.text.passages import quote_of
from tests.making import new_article


def content(text: str, *marks: tuple[str, list[Span]], name: str = "a.txt") -> Content:
    """An article with these annotations: a tag and fragments each."""
    article = new_article(text, name).article
    made: list[Annotation] = []
    for tag, fragments in marks:
        (one,) = edits.tag_passage(article, fragments, tag, "tester").added
        assert isinstance(one, Annotation)
        assert one.quote == quote_of(article.text, fragments)
        made.append(one)
    made.sort(key=lambda a: (a.start, a.end, a.id))
    return Content(article, ArticleState(article.id), made, [])


def spans_of(text: str, *words: str) -> list[Span]:
    return [(text.index(w), text.index(w) + len(w)) for w in words]


def rich() -> Content:
    """An article with links, notes and attributes that are as awkward as its text."""
    text = (
        "Harbour bridge closed\n\nThe 🌉 bridge, says the “county” = roads authority,\nwill stay\u00a0closed "
        "for 6 weeks; cafe\u0301s, the 👩‍👩‍👧 family and Sunday’s storm & <b>wind</b>.\n\n"
        "桥今天关闭。 الجسر مغلق اليوم.\n"
    )
    claim = spans_of(text, "The 🌉 bridge,", "will stay\u00a0closed for 6 weeks")
    made = content(
        text,
        ("claim", claim),
        ("claim", spans_of(text, "bridge closed")),
        ("source", spans_of(text, "the “county” = roads authority")),
        ("source", spans_of(text, "“county”")),
        ("location", spans_of(text, "今天")),
        ("image_credit", spans_of(text, "الجسر مغلق اليوم")),
        ("location", spans_of(text, "cafe\u0301s")),
    )
    by_quote = {a.quote: a for a in made.annotations}
    first, source = by_quote[quote_of(text, claim)], by_quote["the “county” = roads authority"]
    outer = by_quote["“county”"]
    note = '=1+1\t"quoted"\nand a second line\\n with\ttabs; <b>&amp;</b>'
    changed = {
        first.id: first._replace(note=note, attributes=(("check", "refuted"), ("review_url", "https://x.org/?a=1&b"))),
        source.id: source._replace(attributes=(("kind", "organisation"),)),
    }
    links = [
        Link(new_id(), made.article.id, LinkKind.ATTRIBUTED_TO, first.id, source.id, "tester", first.created_at),
        Link(new_id(), made.article.id, LinkKind.VIA, source.id, outer.id, "tester", first.created_at),
    ]
    article = made.article._replace(
        url="https://example.org/bridge?x=1&y=2",
        site="Coastal Courier",
        authors=("A", "B; C"),
        published_at="2024-03-12",
    )
    return Content(article, made.state, [changed.get(a.id, a) for a in made.annotations], links)


def many(count: int = 10_000) -> Content:
    """An article with very many annotations."""
    text = "A title\n\n" + "A bridge is closed today. " * (count // 4)
    chance = random.Random(3)
    starts = sorted(chance.sample(range(0, len(text) - 30), count))
    return content(text, *((chance.choice(("claim", "source")), [(s, s + chance.randint(3, 20))]) for s in starts))


def plain(number: int) -> str:
    """A plain text; a library holds each text once, so each has a number."""
    return f"One bridge, two bridges.\n\nThree bridges and\na fourth.\nNo {number}\n"


AWKWARD: dict[str, Content] = {
    "plain": content(plain(1), ("claim", [(0, 10)]), ("source", [(12, 23)])),
    "nothing marked": content(plain(2)),
    "emoji": content("🌉 a 🌉 b 🌉", ("claim", [(2, 5)]), ("source", [(8, 9)])),
    "combining": content("cafe\u0301 a\u0300b ⅷ", ("claim", [(0, 5)]), ("location", [(6, 8)])),
    "family": content("x 👩‍👩‍👧‍👦 y 👍🏽!", ("claim", [(2, 9)]), ("source", [(12, 14)])),
    "no-break": content("3.1\u00a0million\u202fEUR, 5\u2009kg", ("claim", [(0, 15)])),
    "came with CRLF": content("One\r\ntwo bridges\r\n\r\nthree\r\n".replace("\r\n", "\n"), ("claim", [(4, 15)])),
    "right to left": content("الجسر مغلق اليوم (bridge) قال", ("claim", [(0, 16)]), ("source", [(18, 24)])),
    "Chinese and Japanese": content("桥今天关闭了。橋は閉鎖。", ("claim", [(0, 6)]), ("location", [(7, 8)])),
    "overlapping": content(plain(3), ("claim", [(0, 15)]), ("source", [(4, 23)])),
    "nested": content(plain(4), ("claim", [(0, 24)]), ("source", [(4, 10)]), ("location", [(4, 10)])),
    "the same twice": content(plain(5), ("claim", [(4, 10)]), ("claim", [(4, 10)])),
    "touching": content(plain(6), ("claim", [(0, 4)]), ("claim", [(4, 10)]), ("claim", [(10, 11)])),
    "one character": content(plain(7), ("claim", [(0, 1)]), ("claim", [(23, 24)])),
    "the whole text": content(plain(8), ("claim", [(0, len(plain(1)))])),
    "over line ends": content(plain(9), ("claim", [(12, 35)]), ("source", [(26, 52)])),
    "several fragments": content(plain(10), ("claim", [(0, 3), (12, 15), (26, 31)]), ("source", [(4, 10)])),
    "odd white space": content("a\tb\x0bc\u2028d\u3000e\x85f g", ("claim", [(0, 3)]), ("source", [(4, 9)])),
    "rich": rich(),
}
