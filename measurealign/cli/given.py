"""What a person gives as options, made into a record; what is wrong with it is told."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from measurealign.problems import UsageError

Model = TypeVar("Model", bound=BaseModel)


def made(model: type[Model], told: Mapping[str, object]) -> Model:
    """Return a record of what was told; raise UsageError with all that is wrong with it."""
    try:
        return model.model_validate(told)
    except ValidationError as error:
        raise UsageError(*(f"{one['loc'][0]}: {one['msg']}" for one in error.errors())) from None
