"""Label Studio's own interface holds the tasks against the labeling config that is written beside them."""

import json
import sys
from pathlib import Path

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
print(f"{spans} spans")
