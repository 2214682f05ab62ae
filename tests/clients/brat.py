"""A parser of brat standoff (not brat's own) reads the folder; every mention is cut from its text.

It wants no two spans in one place, so that such a pair is passed over.
"""

import sys
from pathlib import Path

from pybrat.parser import BratParser

folder = Path(sys.argv[1]) / "brat"
spans = links = pieces = 0
for example in BratParser(error="ignore").parse(str(folder)):
    text = next(folder.glob(f"{Path(example.id).name}.txt")).read_bytes().decode()
    for entity in example.entities:
        cut = " ".join(text[span.start : span.end] for span in entity.spans)
        assert cut.rstrip() == entity.mention, (cut, entity.mention)  # it strips its lines
        pieces += len(entity.spans) > 1
        spans += 1
    links += len(example.relations)
assert spans > 30 and links == 2 and pieces > 3
print(f"{spans} spans, {pieces} of them of several fragments, {links} relations")
