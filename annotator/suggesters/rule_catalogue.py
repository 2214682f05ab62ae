"""Catalogue of rules: the name of every rule of ours, with the tag that it proposes."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import CLAIM, IMAGE_CREDIT, LOCATION, SOURCE
from annotator.suggesters.language.rules import LANGUAGES, rules_of

_SAID = (
    "subject-verb",
    "subject-verb-cautious",
    "verb-subject",
    "verb-subject-cautious",
    "passive",
    "as-said",
    "said-before",
    "conviction",
    "colon",
)
_OTHERS = {
    "speech-act": SOURCE.id,
    "speech-act-claim": CLAIM.id,
    "source-list": SOURCE.id,
    "participle": CLAIM.id,
    "quotation-continued": CLAIM.id,
    "hedge": CLAIM.id,
    "check-worthy": CLAIM.id,
    "credit-line": IMAGE_CREDIT.id,
    "dateline": LOCATION.id,
    "gazetteer": LOCATION.id,
    "place-after-cue": LOCATION.id,
    "place-in-region": LOCATION.id,
    "place-word": LOCATION.id,
    "unknown-place-in-region": LOCATION.id,
    "unknown-place-after-cue": LOCATION.id,
    "named-before": LOCATION.id,
    "spacy": LOCATION.id,
}


def rule_names() -> Iterator[tuple[str, str]]:
    """Rules, each with its tag. A rule that finds a source has another beside it for the claim."""
    leads = (lead.rule for code in LANGUAGES for lead in rules_of(code).leads)
    for rule in dict.fromkeys((*_SAID, *leads)):
        yield rule, SOURCE.id
        yield f"{rule}-claim", CLAIM.id
    yield from _OTHERS.items()
