"""What records are named and dated with."""

import uuid
from datetime import UTC, datetime

from annotator.model import new_id, now


def test_ids_are_random_uuids_in_their_usual_form() -> None:
    ids = {new_id() for _ in range(2000)}
    assert len(ids) == 2000
    for text in ids:
        made = uuid.UUID(text)
        assert str(made) == text and made.version == 4 and made.variant == uuid.RFC_4122
    assert {text[19] for text in ids} == set("89ab")
    assert {text[0] for text in ids} == set("0123456789abcdef")


def test_the_present_moment_is_in_utc_and_in_order() -> None:
    before = datetime.now(UTC)
    texts = [now() for _ in range(100)]
    moments = [datetime.fromisoformat(text.replace("Z", "+00:00")) for text in texts]
    assert all(len(text) == len("2026-01-01T00:00:00.000000Z") for text in texts)
    assert texts == sorted(texts)
    assert before <= moments[0] <= moments[-1] <= datetime.now(UTC)
