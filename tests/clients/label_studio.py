"""Label Studio's own interface holds the tasks against the labeling config that is written beside them.

Its converter makes CoNLL of them; it has no reader of CoNLL.
"""

import json
import sys
from pathlib import Path

from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

folder = Path(sys.argv[1])
interface = LabelInterface((folder / "label-studio.config.xml").read_text(encoding="utf-8"))
spans = 0
for task in json.loads((folder / "label-studio.json").read_bytes()):
    assert interface.validate_task({"data": task["data"]})
    for annotation in task["annotations"]:
        assert interface.validate_annotation(annotation)
        for result in annotation["result"]:
            if result["type"] == "labels":
                value = result["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"].replace("\\n", "\n")
                spans += 1
assert spans > 30
converter = Converter((folder / "label-studio.config.xml").read_text(encoding="utf-8"), None)
converter.convert(str(folder / "label-studio.json"), str(folder / "made"), "CONLL2003", is_dir=False)
(made,) = (folder / "made").glob("*.conll")
entities = sum(" B-" in line for line in made.rename(folder / "back.conll").read_text(encoding="utf-8").splitlines())
assert entities > 20
print(f"{spans} spans; {entities} entities in the CoNLL that its converter makes of them")
