"""dkpro-cassis reads CAS XMI and CAS JSON; its covered texts are what the other says of the same span."""

import sys
from pathlib import Path

from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem

folder = Path(sys.argv[1])
spans = links = 0
with (folder / "cas-xmi" / "TypeSystem.xml").open("rb") as file:
    types = load_typesystem(file)
for path in sorted((folder / "cas-xmi").glob("*.xmi")):
    with path.open("rb") as xmi, (folder / "cas-json" / f"{path.stem}.json").open("rb") as json:
        both = load_cas_from_xmi(xmi, typesystem=types), load_cas_from_json(json)
    found = [
        [(s.label, s.get_covered_text().replace("\x0b", " ")) for s in cas.select("webanno.custom.NewsSpan")]
        for cas in both
    ]
    assert found[0] == found[1], path.name
    spans += len(found[0])
    for cas in both:
        for arc in cas.select("webanno.custom.NewsRelation"):
            assert arc.Governor.label and arc.Dependent.label
            links += 1
assert spans > 30 and links == 4
print(f"{spans} spans and {links // 2} relations, the same in both")
