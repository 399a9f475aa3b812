"""What the API answers, as `clausetag.serve.api.schemas` describes it."""

from collections.abc import Sequence
from typing import Any

from clausetag.serve.outputs.answer import tags_answer
from clausetag.serve.tags import Tags


def tag_response(tags: Sequence[Tags], model_version: str) -> dict[str, Any]:
    """Return what `TagResponse` describes."""
    return {"model_version": model_version, "results": [tags_answer(one) for one in tags]}
