"""Sources and what they say: verbs and phrases of attribution, before and after the claim, linked to each other.

The words are those of the language's rules; the orders in which they stand are here. A pronoun is no source: its claim
is linked to the source that was named last.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import Suggestion, SuggestionKey
from annotator.suggesters.attribution.boundaries import lead_at
from annotator.suggesters.attribution.claim_trimming import trimmed
from annotator.suggesters.attribution.convictions import by_noun
from annotator.suggesters.attribution.discourse import Discourse, claim_of
from annotator.suggesters.attribution.impersonal import by_hedge
from annotator.suggesters.attribution.leads import by_colon, by_lead
from annotator.suggesters.attribution.passives import by_passive
from annotator.suggesters.attribution.verbs import by_verb, is_verb_of_speech, may_report
from annotator.suggesters.language.prepared_text import Document
from annotator.suggesters.language.sentence import Sentence
from annotator.suggesters.language.tokens import units
from annotator.suggesters.places.dateline import without_dateline


def attributions(document: Document) -> Iterator[Suggestion]:
    """The sources of an article and the claims they speak for."""
    speaker: SuggestionKey | None = None
    open_quotation = False
    for first, last in document.ticking():
        in_paragraph: SuggestionKey | None = None
        said_by: SuggestionKey | None = None
        previous: Sentence | None = None
        body = without_dateline(document.plain, first, last)
        for n, unit in enumerate(units(document.text, document.plain, *body)):
            sentence = Sentence(document, unit)
            discourse = Discourse(sentence, speaker, previous)
            suggestions = list(_of_sentence(discourse))
            yield from suggestions
            speaker, previous = discourse.speaker, sentence
            if suggestions:
                said_by = in_paragraph = speaker
            elif sentence.tokens and all(t.is_quotation or t.text in ".," for t in sentence.tokens):
                goes_on = in_paragraph if n else (speaker if open_quotation else None)
                claim = trimmed(document.text, sentence.start, sentence.end)
                if goes_on is not None and claim is not None:
                    reason = "A quotation that goes on from the paragraph before."
                    yield claim_of(goes_on, (claim,), 0.75, "quotation-continued", reason, "direct")
                    in_paragraph = goes_on
            else:
                in_paragraph = None
        open_quotation = said_by is not None and _is_open(document.text, first, last)


def _is_open(text: str, first: int, last: int) -> bool:
    """Whether a paragraph ends in a quotation that the next one goes on with."""
    line = text[first:last]
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1


def _of_sentence(discourse: Discourse) -> Iterator[Suggestion]:
    """Every source and claim of one sentence, the source first."""
    sentence = discourse.sentence
    yield from by_colon(discourse)
    for i, token in enumerate(sentence.tokens):
        if i < discourse.used or not token.is_word or (i and token.is_capital and sentence.tokens[i - 1].is_word):
            continue  # a verb has no capital: "United States"
        lead = lead_at(sentence, i)
        if lead is not None:
            yield from by_lead(discourse, i, lead)
        elif _is_noun(sentence, i):
            yield from by_noun(discourse, i)
        elif may_report(sentence, i):
            yield from by_verb(discourse, i)
        elif token.low in sentence.rules.unnamed and sentence.is_passive(i):
            yield from by_passive(discourse, i)
    if discourse.used == 0:
        yield from by_hedge(discourse)


def _is_noun(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` is a conviction or a saying with "that" behind it, and no verb."""
    rules, low = sentence.rules, sentence.low(i)
    is_known = low in rules.convictions or low in rules.sayings
    if not is_known or sentence.low(i + 1) not in rules.complementizers:
        return False
    return not is_verb_of_speech(sentence, i) or sentence.low(i - 1).endswith("’s")
