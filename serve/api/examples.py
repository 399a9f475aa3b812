"""What stands in the examples of the OpenAPI document."""

from typing import Any

TEXT = "Calls upon all States to put an end to the arbitrary detention of migrant children;"


def _spans(word: str) -> list[list[int]]:
    return [[TEXT.index(word), TEXT.index(word) + len(word)]]


_VERDICTS: dict[str, Any] = {
    "detention": {"answer": "applies", "probability": 0.993, "evidence": _spans("arbitrary detention")},
    "children": {"answer": "applies", "probability": 0.998, "evidence": _spans("children")},
    "trafficking": {"answer": "does_not_apply", "probability": 0.004, "evidence": []},
    "labour_rights": {"answer": "review", "probability": 0.214, "evidence": _spans("migrant")},
}
REFERENCE = {"kind": "resolution", "text": "Resolution 217 A (III)", "symbol": "A/RES/217 A(III)"} | {
    "start": 0,
    "end": 22,
    "note": "1",
}
TAGS: dict[str, Any] = {"themes": ["detention", "children"], "review": ["labour_rights"], "verdicts": _VERDICTS}
MODEL_VERSION = "1f0c9d3a77be"
