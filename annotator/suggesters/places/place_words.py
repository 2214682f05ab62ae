"""A place in words: its name, what it is, and where on the globe."""

from __future__ import annotations

from functools import cache

from annotator.model import Attributes, Scalar
from annotator.suggesters.places.gazetteer import known_by_id

_KINDS = {"named": "place", "city": "town"}
"""What kinds of the gazetteer are called where people see them."""


def place_in_words(attributes: Attributes) -> str:
    """ "South Korea · country · 36.5° N 127.8° E", as far as it is known; "" if nothing is."""
    known = dict(attributes)
    name, country = str(known.get("name") or ""), str(known.get("country") or "")
    kind = _kind_of(str(known.get("gazetteer_id") or ""))
    land = _countries().get(country, country)
    what = f"{kind} in {land}" if kind and land and kind != "country" else kind or land
    return " · ".join(filter(None, (name, what, _where(known.get("latitude"), known.get("longitude")))))


def _kind_of(id_: str) -> str:
    kind = known_by_id()[id_].kind if id_ in known_by_id() else ""
    return _KINDS.get(kind, kind)


@cache
def _countries() -> dict[str, str]:
    """The names of countries by their codes."""
    return {place.country: place.name for place in known_by_id().values() if place.kind == "country"}


def _where(latitude: Scalar, longitude: Scalar) -> str:
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return ""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.1f}° {north} {abs(longitude):.1f}° {east}"
