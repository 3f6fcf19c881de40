"""Two people changed one thing: both values, so that whoever came second can choose."""

from measurealign.problems import InputError


class ConflictError(InputError):
    """What stands there now (`theirs`, by whom, its version) is not what the writer saw."""

    def __init__(
        self, what: str, mine: object, theirs: object, version: int, by: str | None
    ) -> None:
        self.mine, self.theirs, self.version, self.by = mine, theirs, version, by
        now = f"{by} has changed it meanwhile" if theirs is not None else "it has been taken away"
        super().__init__(f"{what}: {now}. Look at both and choose; yours has not been kept.")
