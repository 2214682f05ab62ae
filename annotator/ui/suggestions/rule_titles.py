"""How the rules of the suggestions are called where people see them: by what they look for."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from annotator.suggesters.language.rules import LANGUAGES, rules_of

_CLAIM = "-claim"
"""What the name of a rule for the claim ends with, where another finds its source."""

_TITLES = {
    "subject-verb": QT_TRANSLATE_NOOP("Rules", "“X says that …”"),
    "subject-verb-cautious": QT_TRANSLATE_NOOP("Rules", "“X finds that …”, “X believes …”"),
    "verb-subject": QT_TRANSLATE_NOOP("Rules", "“…, says X”"),
    "verb-subject-cautious": QT_TRANSLATE_NOOP("Rules", "“…, finds X”"),
    "passive": QT_TRANSLATE_NOOP("Rules", "“… was reported by X”"),
    "as-said": QT_TRANSLATE_NOOP("Rules", "“As X put it, …”"),
    "said-before": QT_TRANSLATE_NOOP("Rules", "“Das sagte X” behind a sentence"),
    "conviction": QT_TRANSLATE_NOOP("Rules", "“X is sure that …”, “X’s claim that …”"),
    "colon": QT_TRANSLATE_NOOP("Rules", "“X: …”"),
    "speech-act": QT_TRANSLATE_NOOP("Rules", "“X denies …”, “X calls it …”"),
    "source-list": QT_TRANSLATE_NOOP("Rules", "A list of sources that closes the article"),
    "participle": QT_TRANSLATE_NOOP("Rules", "“…, saying that …”"),
    "quotation-continued": QT_TRANSLATE_NOOP("Rules", "A quotation that goes on"),
    "hedge": QT_TRANSLATE_NOOP("Rules", "“reportedly …”, “it is understood that …”"),
    "check-worthy": QT_TRANSLATE_NOOP("Rules", "A sentence with something to check"),
    "credit-line": QT_TRANSLATE_NOOP("Rules", "A line of credits"),
    "dateline": QT_TRANSLATE_NOOP("Rules", "The dateline"),
    "gazetteer": QT_TRANSLATE_NOOP("Rules", "A known place"),
    "place-after-cue": QT_TRANSLATE_NOOP("Rules", "A known place after “in”, “near” …"),
    "place-in-region": QT_TRANSLATE_NOOP("Rules", "A known place with its region"),
    "place-word": QT_TRANSLATE_NOOP("Rules", "A name with “River”, “County” …"),
    "unknown-place-in-region": QT_TRANSLATE_NOOP("Rules", "An unknown name with a region"),
    "unknown-place-after-cue": QT_TRANSLATE_NOOP("Rules", "An unknown name after “near” …"),
    "named-before": QT_TRANSLATE_NOOP("Rules", "A place named before in the article"),
    "spacy": QT_TRANSLATE_NOOP("Rules", "A place that spaCy found"),
}


def title_of(rule: str) -> str:
    """What a rule looks for; of a rule of another package, its name."""
    name = rule if rule in _TITLES else rule.removesuffix(_CLAIM)
    if name in _TITLES:
        return QCoreApplication.translate("Rules", str(_TITLES[name]))
    for code in LANGUAGES:
        for lead in rules_of(code).leads:
            if lead.rule == name:
                return f"“X {lead.spelled} …”" if lead.trailing else f"“{lead.spelled} X”"
    return rule
