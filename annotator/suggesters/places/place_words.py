"""Words for a place: its name, what it is, and where on the globe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from annotator.model import Attributes, Scalar
from annotator.suggesters.places.gazetteer import known_by_id

_KINDS = {"named": "place", "city": "town"}
"""The kinds of the gazetteer as people are shown them, where that differs."""


def place_in_words(attributes: Attributes) -> str:
    """Place in words: "South Korea · country · 36.5° N 127.8° E", as far as it is known; "" if nothing is."""
    return " · ".join(place_in_parts(dict(attributes)))


def place_in_parts(known: Mapping[str, Scalar]) -> Iterator[str]:
    """Parts of a place in words: the name, what it is and in which country, and where, each if it is known."""
    name, country = str(known.get("name") or ""), str(known.get("country") or "")
    id_ = str(known.get("gazetteer_id") or "")
    kind = kind_of(id_)
    land = _countries().get(country.upper(), country) if country else ""
    what = f"{kind} in {land}" if kind and land and kind != "country" else kind or land
    where = where_in_words(known.get("latitude"), known.get("longitude"), exactly=not kind)
    yield from filter(None, (name, what if what != name else "", where))


def kind_of(id_: str) -> str:
    """Kind of the place of a GeoNames id; "" if it is not among the places that are known."""
    kind = known_by_id()[id_].kind if id_ and id_ in known_by_id() else ""
    return _KINDS.get(kind, kind)


@cache
def _countries() -> dict[str, str]:
    """The names of countries by their codes."""
    return {place.country: place.name for place in known_by_id().values() if place.kind == "country"}


def where_in_words(latitude: Scalar, longitude: Scalar, *, exactly: bool = False) -> str:
    """Position: "38.0° N 127.0° E", to the tenth of a degree or as it is known; "" if one of the two is no number."""
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return ""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{_degrees(latitude, exactly)} {north} {_degrees(longitude, exactly)} {east}"


def _degrees(number: float, exactly: bool) -> str:
    """Degrees without zeros at their end, but for one behind the point."""
    whole, _, decimals = f"{abs(number):.{5 if exactly else 1}f}".partition(".")
    return f"{whole}.{decimals.rstrip('0') or '0'}°"
