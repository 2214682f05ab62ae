"""Suggestions as a whole: where they are, what they are linked to, and what is left alone."""

import itertools
import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from annotator.cli import main
from annotator.errors import Cancelled
from annotator.model import Block, Role, Suggestion
from annotator.suggesters.engine import SUGGESTERS, suggest, suggesters
from annotator.suggesters.language.prepared_text import Document, document, language_of
from annotator.suggesters.language.rules import LANGUAGES, rules_of
from annotator.suggesters.language.tokens import units
from annotator.suggesters.places.spacy_entities import named_places
from annotator.suggesters.rule_catalogue import rule_names
from annotator.text.passages import quote_of
from tests.alphabets import hostile
from tests.quality.gold import gold, unmarked

ARTICLE = """Bridge closed after storm

PORT ELLERY, Maine (AP) — The swing bridge will stay closed for six weeks, according to the county roads authority.

“The bridge is safe,” engineer Dana Holt said, “for now.” She added that repairs would cost $3 million.

Repairs are paid by the state of Maine. Image placeholder title

Sources: Ellery Radio, Northern Wire via WABC / Featured Image: Carla Benn/Flickr
"""


def quotes(text: str, found: list[Suggestion], tag: str) -> list[str]:
    return [quote_of(text, s.fragments) for s in found if s.tag == tag]


def test_a_claim_comes_with_its_source_and_the_link() -> None:
    found = suggest(ARTICLE)
    by_quote = {quote_of(ARTICLE, s.fragments): s for s in found}
    claim = by_quote["The swing bridge will stay closed for six weeks"]
    ((kind, key),) = claim.links
    assert (str(kind), key) == ("attributed_to", by_quote["the county roads authority"].key)
    assert (
        by_quote["the county roads authority"].reason == "“according to” names who says it. Probably an organisation."
    )


def test_an_interrupted_quotation_is_one_claim_and_a_pronoun_is_no_source() -> None:
    found = suggest(ARTICLE)
    assert "The bridge is safe for now" in quotes(ARTICLE, found, "claim")
    sources = quotes(ARTICLE, found, "source")
    assert "engineer Dana Holt" in sources and "She" not in sources
    added = next(s for s in found if quote_of(ARTICLE, s.fragments) == "repairs would cost $3 million")
    assert added.links[0][1] == next(s.key for s in found if quote_of(ARTICLE, s.fragments) == "engineer Dana Holt")


def test_a_list_of_sources_is_read_with_its_via() -> None:
    found = suggest(ARTICLE)
    wire = next(s for s in found if quote_of(ARTICLE, s.fragments) == "Northern Wire")
    assert [str(kind) for kind, _ in wire.links] == ["via"]
    assert quotes(ARTICLE, found, "image_credit") == ["Carla Benn/Flickr"]


def test_a_place_has_its_role_and_the_places_it_may_be() -> None:
    found = {quote_of(ARTICLE, s.fragments): s for s in suggest(ARTICLE) if s.tag == "location"}
    assert dict(found["Maine"].attributes)["country"] == "US"
    assert dict(found["PORT ELLERY"].attributes)["role"] == "dateline"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He was born in Paris, Texas.", {"Paris": "US", "Texas": "US"}),
        ("She flew from Paris to London.", {"Paris": "FR", "London": "GB"}),
        ("The U.S. Army left. The U.K. stayed.", {"U.S.": "US", "U.K.": "GB"}),
        ("Jordan Spieth won in Augusta, Georgia. He sailed the Gulf of Mexico.", {"Augusta": "US", "Georgia": "US"}),
        ("Police in Ferguson, Mo., said so. Ann Bell, 34, of Orlando, agreed.", {"Mo.": "US", "Orlando": "US"}),
        ("They live in Reading, England, and work in Mobile, Ala.", {"Reading": "GB", "Mobile": "US", "Ala.": "US"}),
    ],
)
def test_a_place_is_resolved_by_what_stands_beside_it(text: str, wanted: dict[str, str]) -> None:
    found = {quote_of(text, s.fragments): dict(s.attributes).get("country") for s in suggest(text)}
    assert {name: found.get(name) for name in wanted} == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Reading is good for children, and Nice people say so. Of course.",
        "Paris Hilton met Jack London and Mr. Jordan at the party.",
        "The Boston Globe and the University of Chicago disagreed.",
        "Mobile phones are forbidden. Orange juice is not.",
    ],
)
def test_what_is_called_like_a_place_is_none(text: str) -> None:
    assert [quote_of(text, s.fragments) for s in suggest(text) if s.tag == "location"] == []


def test_boilerplate_is_left_alone_until_it_is_reinstated() -> None:
    said = "The flood killed ten people, police said."
    text = f"A title\n\nAdvertisement\n\n{said}\n\n{said}"
    assert len(quotes(text, suggest(text), "source")) == 1
    again = suggest(text, reinstated=(said,))
    assert len(quotes(text, again, "source")) == 2


def test_a_rule_can_be_switched_off() -> None:
    rules = {s.rule for s in suggest(ARTICLE)}
    assert "according-to" in rules
    assert "according-to" not in {s.rule for s in suggest(ARTICLE, without=("according-to",))}


def test_captions_are_read_for_their_credit_and_not_for_claims() -> None:
    text = "A title\n\nA record 1,000 people marched in the largest protest since 1990. Jane Doe/Reuters\n\nThe end."
    start = text.index("A record")
    block = Block(Role.CAPTION, start, text.index("\n\nThe end"))
    found = suggest(text, blocks=(block,))
    assert quotes(text, found, "image_credit") == ["Jane Doe/Reuters"]
    assert quotes(text, found, "claim") == []


def test_each_language_has_rules_and_is_told_from_its_words() -> None:
    assert [rules_of(code).code for code in LANGUAGES] == list(LANGUAGES)
    assert language_of("Die Bahn will bis 2030 rund 300 Bahnhöfe sanieren, und das ist nicht viel.") == "de"
    assert language_of("The railway wants to repair 300 stations, and that is not much.") == "en"
    assert language_of("The railway", "de-AT") == "de"


def test_the_work_tells_how_far_it_is_and_can_be_stopped() -> None:
    shares: list[float] = []
    suggest(ARTICLE, tick=shares.append)
    assert shares == sorted(shares) and shares[0] >= 0 and shares[-1] < 1

    def stop(_: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        suggest(ARTICLE, tick=stop)


@pytest.mark.skipif(find_spec("spacy") is not None, reason="spaCy is here")
def test_without_spacy_its_suggester_proposes_nothing_and_is_found_all_the_same() -> None:
    assert named_places in suggesters()
    assert list(named_places(document(ARTICLE))) == []


def test_a_suggester_of_another_package_that_fails_is_left_where_it_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def outsider(prepared: Document) -> Iterator[Suggestion]:
        yield Suggestion("claim", ((0, 6),), 0.99, "outsider", "because it can")
        yield Suggestion("claim", ((5, 10**9),), 0.99, "outsider", "far outside")

    monkeypatch.setattr("annotator.suggesters.engine.suggesters", lambda: (*SUGGESTERS, outsider))
    found = suggest(ARTICLE)
    assert [s.fragments for s in found if s.rule == "outsider"] == [((0, 6),)]
    assert "according-to" in {s.rule for s in found}


def check(text: str, found: list[Suggestion]) -> None:
    assert len({s.key for s in found}) == len(found)
    keys = {s.key for s in found}
    for one in found:
        assert 0 <= one.score <= 1 and one.reason and one.rule
        assert all(0 <= start < end <= len(text) for start, end in one.fragments)
        assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in one.fragments)
        assert {key for _, key in one.links} <= keys
    for tag in {s.tag for s in found}:
        taken = sorted(span for s in found if s.tag == tag for span in s.fragments)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(taken))


@given(hostile)
def test_no_suggestion_is_empty_outside_or_given_twice(text: str) -> None:
    check(text, suggest(text))


SPOKEN = (
    "said that told “ ” \" ' , . : according to Smith the officials in Paris (AP) — Photo: / Getty © and who is was 3 "
    "million by he reportedly As put it Mr. saying U.S. ’s laut zufolge dass sagte „ » «"
)
WORDS = st.sampled_from([*SPOKEN.split(), "\n"])


@given(st.lists(WORDS, max_size=40).map(" ".join), st.sampled_from(LANGUAGES))
def test_no_order_of_the_words_that_rules_look_for_breaks_them(text: str, language: str) -> None:
    check(text, suggest(text, language=language))


def test_a_line_that_begins_with_the_end_of_a_name_has_no_source() -> None:
    text = "Ana Ruiz said the roof is cold.\n's said it rains in the hall.\n"
    found = suggest(text, language="en")
    check(text, found)
    assert quotes(text, found, "source") == ["Ana Ruiz"]
    linked = {quote_of(text, s.fragments): bool(s.links) for s in found if s.tag == "claim"}
    assert linked == {"the roof is cold": True, "it rains in the hall": False}


def test_a_line_without_an_end_is_looked_at_piece_by_piece() -> None:
    text = "he said " * 1_000
    pieces = list(units(text, text, 0, len(text)))
    assert [len(piece.tokens) for piece in pieces] == [300] * 6 + [200]
    assert "".join(text[p.start : p.end] for p in pieces).replace(" ", "") == text.replace(" ", "")
    check(text, suggest(text))


SENTENCES = [
    line
    for line in (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", SENTENCES)
def test_who_says_what_in_a_sentence(line: str) -> None:
    text, marked = unmarked(line.removeprefix("de: "))
    found = suggest(text, language="de" if line.startswith("de: ") else "en")
    for tag in ("source", "claim"):
        spans = [text[a:b] for s in found if s.tag == tag for a, b in s.fragments]
        assert sorted(spans) == sorted(text[a:b] for a, b in marked[tag])


@pytest.mark.parametrize("article", gold(), ids=lambda a: a.name)
def test_the_gold_set_is_answered_with_order(article: object) -> None:
    from tests.quality.gold import GoldArticle

    assert isinstance(article, GoldArticle)
    assert len(SUGGESTERS) == 4
    check(article.text, suggest(article.text, language=article.language))


def test_every_rule_has_a_name_in_the_list_that_people_switch_them_in() -> None:
    names = dict(rule_names())
    for article in gold():
        for one in suggest(article.text, language=article.language):
            assert names[one.rule] == one.tag


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["suggest", *arguments], standalone_mode=False)
    return result.return_value, result.stdout


def test_the_command_line_gives_the_same_offsets_whatever_the_line_ends(tmp_path: Path) -> None:
    versions = {
        "lf": ARTICLE.encode(),
        "crlf": ARTICLE.replace("\n", "\r\n").encode(),
        "cr": ARTICLE.replace("\n", "\r").encode(),
        "bom": b"\xef\xbb\xbf" + ARTICLE.encode(),
    }
    paths = [tmp_path / f"{name}.txt" for name in versions]
    for path, data in zip(paths, versions.values(), strict=True):
        path.write_bytes(data)
    status, out = run("--json", *map(str, paths))
    answers = json.loads(out)
    assert status == 0 and list(answers) == list(map(str, paths))
    first = answers[str(paths[0])]
    assert all(answer == first for answer in answers.values())
    assert all(one["quote"] == ARTICLE[one["start"] : one["end"]] for one in first)
    status, out = run("--json", str(paths[0]))
    assert json.loads(out) == first
    linked = next(one for one in first if one.get("links"))
    assert first[linked["links"][0]["to"]]["tag"] == "source"


def test_the_command_line_says_what_it_cannot_read_and_goes_on(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(ARTICLE, encoding="utf-8")
    bad.write_bytes(b"")
    assert run(str(good), str(bad))[0] == 1
    assert run(str(bad))[0] == 2
    status, out = run(str(good))
    assert status == 0 and "“according to” names who says it" in out
