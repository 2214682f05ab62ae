"""Kinds of sources: which of the values of the attribute ``kind`` fits, by the words of a source."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.suggesters.language.noun_phrases import Phrase
from annotator.suggesters.language.rules import Rules
from annotator.suggesters.language.sentence import Sentence
from annotator.suggesters.language.tokens import Token
from annotator.suggesters.places.gazetteer import gazetteer


def kind_of(tokens: Sequence[Token], text: str, rules: Rules) -> str | None:
    """Kind of the source that these tokens, whose text this is, name; None if it cannot be told."""
    bare = [t for t in tokens if t.is_word]
    # Of a name with an apposition the name says most.
    comma = next((t.start for t in tokens if t.text == ","), None)
    if comma is not None and len(tokens) > 2 and tokens[0].is_capital and tokens[0].low not in rules.determiners:
        return kind_of([t for t in tokens if t.start < comma], text[: comma - tokens[0].start], rules) or "person"
    named = [t for t in bare if t.is_capital and t.low not in rules.determiners]
    if rules.anonymous_phrases.search(text):
        return "anonymous"
    if any(t.text in rules.titles or t.text in rules.given for t in bare) and named:
        return "person"
    if named and text.removeprefix("the ") in gazetteer(rules.code):
        return "organisation"  # its government
    if any(t.text.removesuffix("’s") in rules.media for t in bare):
        return "media"
    head = _head(bare, rules)
    if head is not None and head.low in rules.documents:
        return "document"
    proper = [t for t in named if not (t is bare[0] and t.low in rules.roles | rules.anonymous)]
    if rules.nouns_are_capital:
        proper = [t for t in proper if t.low not in rules.roles | rules.anonymous | rules.organisations]
    if head is not None and head.low in rules.anonymous and not _is_named(bare, head):
        return "anonymous"
    if any(t.low in rules.organisations or t.text in rules.organisations for t in (head, *named) if t is not None):
        return "organisation"
    if len(proper) == 1 and proper[0].text.isupper() and len(proper[0].text) > 1:
        return "organisation"
    if proper and not rules.nouns_are_capital and bare[0].low != "the":
        return "person"
    if head is not None and head.low in rules.roles:
        return "person"
    return None


def _head(bare: Sequence[Token], rules: Rules) -> Token | None:
    """The last word before a preposition or a relative clause."""
    head = None
    for token in bare:
        if head is not None and token.low in rules.prepositions | rules.relatives:
            break
        head = token
    return head


def _is_named(bare: Sequence[Token], head: Token) -> bool:
    """Whether a name follows the head: "spokesman John Smith"."""
    return next((t.is_capital for t in bare if t.start >= head.end), False)


def can_speak(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase names somebody, or something that is heard: a role, a group, a report."""
    rules = sentence.rules
    heard = rules.roles | rules.anonymous | rules.organisations | rules.documents
    return any(
        (t.is_capital and (n > 0 or t.low not in rules.determiners))
        or not heard.isdisjoint((t.low, t.low.removesuffix("s")))
        for n, t in enumerate(sentence.tokens[phrase.first : phrase.last + 1])
    )
