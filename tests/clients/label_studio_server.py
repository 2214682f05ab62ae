"""A Label Studio server on loopback imports the tasks, and exports the same spans, notes and relations."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

PORT, TOKEN = 8347, "0123456789abcdef0123456789abcdef01234567"


def ask(path: str, body: object = None) -> bytes:
    """Ask the server by its API."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Token {TOKEN}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            data: bytes = answer.read()
            return data
    except HTTPError as error:
        sys.exit(f"{path}: {error.read().decode()[-300:]}")


def said(tasks: list[Any]) -> list[str]:
    """Every span, note, choice and relation, whatever the order."""
    found = []
    for task in tasks:
        for annotation in task["annotations"]:
            for result in annotation["result"]:
                value = {k: v for k, v in result.get("value", {}).items() if k not in ("text", "globalOffsets")}
                ends = result.get("from_id"), result.get("to_id"), result.get("labels")
                found.append(json.dumps([result["type"], result.get("id"), value, ends], sort_keys=True))
    return sorted(found)


folder = Path(sys.argv[1])
tasks = json.loads((folder / "label-studio.json").read_bytes())
with tempfile.TemporaryDirectory() as home:
    name, password = "tester@example.org", "a-long-password-1"
    server = subprocess.Popen(
        [
            *(Path(sys.executable).parent / "label-studio", "start", "--no-browser", "--port", str(PORT)),
            *("--data-dir", home, "--username", name, "--password", password, "--user-token", TOKEN),
        ],
        env={**os.environ, "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true", "LABEL_STUDIO_BASE_DATA_DIR": home},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(120):
            try:
                ask("/health")
                break
            except URLError:
                time.sleep(1)
        config = (folder / "label-studio.config.xml").read_text(encoding="utf-8")
        project = json.loads(ask("/api/projects", {"title": "Articles", "label_config": config}))["id"]
        ask(f"/api/projects/{project}/import", tasks)
        exported = json.loads(ask(f"/api/projects/{project}/export?exportType=JSON"))
    finally:
        server.terminate()
        server.wait()
assert [t["data"]["text"] for t in exported] == [t["data"]["text"] for t in tasks]
assert said(exported) == said(tasks)
(folder / "back.json").write_text(json.dumps(exported), encoding="utf-8")
print(f"{len(exported)} tasks, {len(said(exported))} results, imported and exported alike")
