"""The JSON Schema of a recommendation file, generated from the types."""

import json
from typing import Any

from measurealign.alignment.recommendation import Recommendation


def recommendation_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a recommendation file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "recommendation.schema.json",
        **Recommendation.model_json_schema(),
    }


def schema_text() -> str:
    """Return the schema as the text of data/schema/recommendation.schema.json."""
    return json.dumps(recommendation_schema(), indent=2, ensure_ascii=False) + "\n"
