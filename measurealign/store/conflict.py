"""Two people changed one thing: both values, so that whoever came second can choose."""

from typing import Any

from measurealign.problems import InputError
from measurealign.store.kinds import Kind


class ConflictError(InputError):
    """What stands there now (`theirs`, by whom, its version) is not what the writer saw."""

    def __init__(
        self, kind: Kind[Any], key: str, mine: object, theirs: object, version: int, by: str | None
    ) -> None:
        self.kind, self.key, self.mine, self.theirs = kind, key, mine, theirs
        self.version, self.by = version, by
        now = f"{by} has changed it meanwhile" if theirs is not None else "it has been taken away"
        super().__init__(f"{kind.says}: {now}. Look at both and choose; yours has not been kept.")
