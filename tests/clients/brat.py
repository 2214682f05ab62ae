"""brat's own classes and one of its own tools say each line as we wrote it; another parser cuts every mention.

The classes come with a widget that holds them, the tool with a package of brat's tools; it is from before discontinuous
spans, so files with such are passed over there. The other parser wants no two spans in one place.
"""

import codecs
import contextlib
import importlib
import io
import re
import runpy
import sys
from pathlib import Path

from brat_widget.document import Document
from pybrat.parser import BratParser

folder = Path(sys.argv[1]) / "brat"
kinds = {"T": "entities", "R": "relations", "A": "attributes", "#": "comments"}
tool = Path(str(importlib.import_module("brat_tools").__file__)).parent / "annalign.py"
open_ = codecs.open
codecs.open = lambda file, mode="r", **more: open_(file, mode.replace("U", ""), **more)  # "U" is gone from Python

lines = aligned = 0
for path in sorted(folder.glob("*.ann")):
    text_file = path.with_suffix(".txt")
    document = Document(text_file.read_bytes().decode())
    written = path.read_bytes().decode().rstrip("\n").split("\n")
    for line in filter(None, written):
        id_, what, *rest = line.split("\t", 2)
        kind, *more = re.split("[ ;]", what)
        if id_[0] == "T":
            numbers = list(map(int, more))
            record = [id_, kind, list(zip(numbers[::2], numbers[1::2], strict=True))]
        elif id_[0] == "R":
            record = [id_, kind, [argument.split(":") for argument in more]]
        elif id_[0] == "A":
            record = [id_, kind, more[0], more[1] if more[1:] else True]
        else:
            record = [more[0], kind, f"\t{rest[0]}"]
        getattr(document, kinds[id_[0]]).append(record)
    document.initialize()
    said = [re.sub(r"^#\d+", "#", str(annotation).rstrip("\t")) for annotation in document.ann_obj]
    assert sorted(said) == sorted(re.sub(r"^#\d+", "#", line) for line in written if line), path.name
    lines += len(said)
    if not any(";" in line.split("\t")[1] for line in written if line):
        out = io.StringIO()
        sys.argv = [str(tool), str(path), str(text_file), str(text_file)]
        with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
            runpy.run_path(str(tool), run_name="__main__")
        assert out.getvalue() == path.read_bytes().decode(), path.name
        aligned += 1

spans = pieces = links = 0
for example in BratParser(error="ignore").parse(str(folder)):
    text = next(folder.glob(f"{Path(example.id).name}.txt")).read_bytes().decode()
    for entity in example.entities:
        cut = " ".join(text[span.start : span.end] for span in entity.spans)
        assert cut.rstrip() == entity.mention, (cut, entity.mention)  # it strips its lines
        pieces += len(entity.spans) > 1
        spans += 1
    links += len(example.relations)
assert lines > 40 and aligned > 10 and spans > 30 and links == 2 and pieces > 3
print(f"{lines} lines as brat writes them, {aligned} files unchanged by its tool; {spans} spans, {links} relations")
