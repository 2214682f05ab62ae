"""Wording: dates and lengths in the language of the interface, whatever that of the desktop is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from annotator.model import FIELDS, NOT_CHECKED, Field
from annotator.ui.appearance.foreign_text import beginning

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from annotator.model import Scalar
    from annotator.text.length import Length


_NAME, _ONE_NAME = 40, 80
"""How many characters of each of several names are shown, and of one that stands alone."""


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Marks a text for translation by the name that lupdate looks for; Qt's own is typed as giving any object."""
    return text


def interface_locale() -> QLocale:
    """The language that the interface speaks: a translation says which it is by translating this code."""
    return QLocale(QCoreApplication.translate("Wording", "en", "the code of the language of this translation"))


def translate_field(text: str) -> str:
    """A label, a choice or a hint of the model's fields in the language of the interface."""
    return QCoreApplication.translate("Fields", text)


def value_in_words(tag: str, name: str, value: Scalar | None) -> str:
    """What an attribute of an annotation became, with its label where the value does not say what it is of."""
    field = next((one for one in FIELDS.get(tag, ()) if one.name == name), Field(name, name))
    if name == "check":
        return translate_field(field.words_for(NOT_CHECKED if value is None else value))
    return f"{translate_field(field.label)}: {'–' if value is None else translate_field(field.words_for(value))}"


def attributed_in_words(attributed: int, claims: int) -> str:
    """How many of so many claims have a source or are the author's own: “8 of 9 claims attributed”."""
    text = QCoreApplication.translate("Wording", "%1 of %n claim(s) attributed", None, claims)
    text = text.replace("(s)", "" if claims == 1 else "s")
    return text.replace("%1", f"{attributed:,}")


def _local(moment: str) -> datetime | None:
    """A moment in RFC 3339 as the clock here shows it; None if it cannot be read."""
    from datetime import datetime  # slow to load, and there may be no article yet

    try:
        return datetime.fromisoformat(moment).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def local_date(moment: str) -> str:
    """A moment in RFC 3339 as a date; as it is if it cannot be read."""
    day = _local(moment)
    if day is None:
        return moment
    return interface_locale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def local_moment(moment: str) -> str:
    """A moment in RFC 3339 as a date with the time of day; as it is if it cannot be read."""
    there = _local(moment)
    if there is None:
        return moment
    return f"{local_date(moment)}, {there:%H:%M}"


def country_name(code: str) -> str:
    """What the country of a code of two letters is called; what is no such code stays as it is."""
    territory = QLocale.codeToTerritory(code) if len(code) == 2 else QLocale.Country.AnyCountry
    return code if territory == QLocale.Country.AnyCountry else QLocale.territoryToString(territory)


def length_in_words(length: Length) -> str:
    """How long a text is: in characters where most of it is in a script without spaces."""
    translate, total = QCoreApplication.translate, f"{length.total:,}"
    if length.in_characters:
        one, many = translate("Wording", "1 character"), translate("Wording", "%1 characters")
    else:
        one, many = translate("Wording", "1 word"), translate("Wording", "%1 words")
    return one if length.total == 1 else many.replace("%1", total)


def first_names(names: Sequence[str], count: int) -> str:
    """The first of so many foreign names, on one line: “A”, “B” and 3 more; "" without a name."""
    most = _ONE_NAME if count == 1 else _NAME
    said = ", ".join(f"“{beginning(name, most)}”" for name in names)
    if not said or count <= len(names):
        return said
    return and_more(said, count - len(names))


def and_more(said: str, count: int) -> str:
    """What is said of something, and of how many more like it."""
    return QCoreApplication.translate("Wording", "%1 and %2 more").replace("%2", f"{count:,}").replace("%1", said)
