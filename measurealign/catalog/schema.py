"""The JSON Schema of a measure-set file, in the form that people write.

Generated from the types: what the reader accepts and what the schema says cannot part. A file's
`ids` are a mapping from scheme to id, and a measure's `key` is only needed where two names of one
set are alike.
"""

import json
from typing import Any

from measurealign.catalog.identifiers import FORMS
from measurealign.model import STANDINGS, MeasureSet

_KEY = {
    "type": "string",
    "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "description": "Tells two measures of one set apart whose names are alike.",
}


def measure_set_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a measure-set file."""
    schema = MeasureSet.model_json_schema()
    definitions = schema["$defs"]
    definitions.pop("Identifier", None)
    measure = definitions["Measure"]
    measure["required"].remove("key")
    measure["properties"]["key"] = _KEY
    measure["properties"]["ids"] = _ids()
    measure["properties"]["evidence"] = _evidence()
    listed = schema["properties"]["measures"]
    schema["properties"]["measures"] = {"type": ["array", "null"], "items": listed["items"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "measure_set.schema.json",
        **schema,
    }


def schema_text() -> str:
    """Return the schema as the text of data/schema/measure_set.schema.json."""
    return json.dumps(measure_set_schema(), indent=2, ensure_ascii=False) + "\n"


def _evidence() -> dict[str, Any]:
    """Return the standings, and `source`, the older word: read as its source says."""
    says = "; ".join(f"{name}: {mark.says}" for name, mark in STANDINGS.items())
    return {
        "description": f"{says}; source: read, primary or secondary as its source says.",
        "enum": [*STANDINGS, "source"],
        "type": "string",
    }


def _ids() -> dict[str, Any]:
    """One property for each scheme: an id, or a list of ids."""
    return {
        "type": "object",
        "description": "Ids that the source prints, by scheme; every id is a quoted text.",
        "additionalProperties": False,
        "properties": {
            scheme: {
                "description": form.says,
                "anyOf": [
                    {"type": "string", "pattern": f"^({form.pattern})$"},
                    {
                        "type": "array",
                        "items": {"type": "string", "pattern": f"^({form.pattern})$"},
                    },
                ],
            }
            for scheme, form in FORMS.items()
        },
    }
