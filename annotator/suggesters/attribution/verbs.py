"""Verbs that report: X says, says X, saying that. Indices are those of tokens."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import Suggestion
from annotator.suggesters.attribution.discourse import Discourse, claim_of
from annotator.suggesters.attribution.framed_speech import by_frame
from annotator.suggesters.attribution.frames import BESIDE, Frame, inverted_frame, quoting_frame, subject_of
from annotator.suggesters.attribution.passives import by_passive
from annotator.suggesters.attribution.spans import claim_between, said_behind
from annotator.suggesters.language.noun_phrases import is_pronoun, phrase_after
from annotator.suggesters.language.sentence import Sentence
from annotator.suggesters.language.subjects import antecedent, leading_subject, subject_before

_WON = 4
"""Words behind "claimed" that may say that it was a prize."""


def is_verb_of_speech(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` is, as it is written, a verb of speech."""
    rules, low = sentence.rules, sentence.low(i)
    return low in rules.verbs or low in rules.cautious or low in rules.participles


def may_report(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` may be a verb of speech, or begin one."""
    return is_verb_of_speech(sentence, i) or _past_phrasal(sentence, i) > i or _closes_quotation(sentence, i)


def _past_phrasal(sentence: Sentence, i: int) -> int:
    """The index after the verb of several words at token ``i``; ``i`` if there is none."""
    for count in (2, 3):
        if " ".join(t.low for t in sentence.tokens[i : i + count]) in sentence.rules.phrasal:
            return i + count
    return i


def _closes_quotation(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` looks like the verb beside a quotation that ends with a comma: "“...,” she sighed"."""
    token, rules = sentence.tokens[i], sentence.rules
    if not token.low.endswith("ed") or token.is_capital:
        return False
    quoted = next((n for n in range(i - 1, max(i - BESIDE, -1), -1) if sentence.low(n) == "“"), -1)
    if quoted < 0 or sentence.document.text[sentence.tokens[quoted].end - 2] not in ",!?":
        return False
    return quoted == i - 1 or sentence.low(i + 1) in ("", ".", ",") or sentence.low(i + 1) in rules.prepositions


def by_verb(discourse: Discourse, i: int) -> Iterator[Suggestion]:
    """The source and the claim of the verb at token ``i``."""
    sentence, rules = discourse.sentence, discourse.sentence.rules
    if _is_no_report(sentence, i):
        return
    if sentence.low(i) in rules.participles:
        if i and sentence.low(i - 1) == ",":
            yield from _by_participle(discourse, i)
        elif sentence.is_passive(i) and (doing := subject_before(sentence, sentence.verb_before(i))) is not None:
            yield from by_frame(discourse, Frame(i, doing, doing.first, i + 1, sure=False))  # "are warning that"
    elif sentence.is_passive(i):
        yield from by_passive(discourse, i)
    else:
        yield from _by_active(discourse, i)


def _is_no_report(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` is a noun, an adjective or an infinitive, or no verb of speech in its sentence."""
    rules, verb, behind = sentence.rules, sentence.low(i), sentence.low(i - 1) if i else ""
    alone = i == 1 and behind in rules.quantified  # "another said"
    is_noun = (behind in rules.articles and not alone) or (
        behind in rules.demonstratives and not verb.endswith(("s", "d"))
    )
    won = verb in rules.winning and any(t.low in rules.won for t in sentence.tokens[i + 1 : i + 1 + _WON])
    # "the report", "this claim", "the alleged thief", but "this shows"
    return behind == "to" or won or (is_noun and (verb in rules.cautious or verb.endswith("ed")))


def _by_active(discourse: Discourse, i: int) -> Iterator[Suggestion]:
    """The source behind the verb at token ``i`` or before it, and the claim."""
    sentence, rules = discourse.sentence, discourse.sentence.rules
    end = _past_phrasal(sentence, i)
    sure = sentence.low(i) in rules.verbs or end > i or _closes_quotation(sentence, i)
    frame = quoting_frame(sentence, i) if sentence.low(i) in rules.quoting else None
    frame = frame or inverted_frame(sentence, i, sure=sure)
    if frame is not None:
        yield from by_frame(discourse, frame)
        return
    if i == 1 and sentence.low(0) in rules.anaphors and discourse.previous is not None:
        yield from _of_the_sentence_before(discourse, discourse.previous)
        return
    subject = subject_of(sentence, i, discourse.used)
    is_relative = subject is not None and sentence.low(subject.first) in rules.relatives
    if subject is not None and is_relative:
        subject = antecedent(sentence, subject.first)
    if subject is not None:
        yield from by_frame(discourse, Frame(i, subject, subject.first, max(end, i + 1), sure, opens=is_relative))


def _by_participle(discourse: Discourse, i: int) -> Iterator[Suggestion]:
    """The claim of "..., saying that": of the source before, or of whom the sentence begins with."""
    sentence = discourse.sentence
    subject = leading_subject(sentence, i) if discourse.own is None else None
    if subject is not None:
        yield from by_frame(discourse, Frame(i, subject, i, i + 1, sure=True, opens=True))
        return
    claim = said_behind(sentence, i)
    if claim is not None and discourse.speaker is not None:
        yield discourse.claim((claim,), 0.7, "participle", f"The same speaker goes on: “{sentence.low(i)}”.")
        discourse.use_up(len(sentence.tokens))


def _of_the_sentence_before(discourse: Discourse, previous: Sentence) -> Iterator[Suggestion]:
    """The source of "Das sagte X", whose claim is the sentence before."""
    sentence = discourse.sentence
    source = phrase_after(sentence, 2, closing=True)
    if source is None or is_pronoun(sentence, source):
        return
    words = f"“{sentence.tokens[0].text} {sentence.low(1)}”"
    yield from discourse.source(source, 0.85, "said-before", f"Named as the speaker: {words}.")
    claim = claim_between(previous.document, previous.start, previous.end)
    if claim is not None:
        reason = f"The next sentence names who says this: {words}."
        yield claim_of(discourse.own, (claim,), 0.8, "said-before-claim", reason, "indirect")
    discourse.use_up(source.last + 1)
