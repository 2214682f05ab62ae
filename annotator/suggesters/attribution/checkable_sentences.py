"""Check-worthy sentences: with numbers, comparisons, causes, superlatives or firsts, and said by nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import CLAIM, Suggestion
from annotator.suggesters.attribution.claim_trimming import trimmed
from annotator.suggesters.language.prepared_text import Document
from annotator.suggesters.places.dateline import without_dateline
from annotator.text.sentences import sentences_of

_WORDS = range(7, 38)
"""Words that such a sentence has."""

_ENOUGH = 4
"""The weight of cues that a sentence needs."""


def assertions(document: Document) -> Iterator[Suggestion]:
    """Check-worthy sentences of an article, as claims without a source."""
    rules = document.rules
    title = document.lines[0] if document.lines else None
    for line in document.ticking():
        if (line == title and document.text[line[1] - 1] not in '.!?…”"') or line in document.captions:
            continue
        for start, end in sentences_of(document.text, *without_dateline(document.plain, *line)):
            sentence = document.plain[start:end]
            if len(sentence.split()) not in _WORDS or rules.question.search(sentence) or rules.personal.match(sentence):
                continue
            cues = [(cue, match) for cue in rules.cues if (match := cue.pattern.search(sentence)) is not None]
            weight = sum(cue.weight for cue, _ in cues)
            if weight < _ENOUGH or sentence[-1] not in '.!”"’':
                continue
            span = trimmed(document.text, start, end, rules.claim_openers)
            if span is not None:
                words = ", ".join(f"{cue.name} (“{match[0].strip()}”)" for cue, match in cues)
                yield Suggestion(
                    CLAIM.id, (span,), min(0.5 + 0.05 * weight, 0.8), "check-worthy", f"Can be checked: it has {words}."
                )
