"""What happened, as lines of JSON, for whoever runs a server: who did what where, and how long.

Never what people wrote or brought: that stands in the project's history, for its members.
"""

import json
import logging
import sys
from datetime import UTC, datetime

_LOG = logging.getLogger("measurealign")


def tell(event: str, **facts: str | float | None) -> None:
    """Tell what happened; nobody hears it unless `to_stderr` was called, or logging is set up."""
    _LOG.info(event, extra={"facts": facts})


def to_stderr() -> None:
    """Write what is told from now on to stderr, a line of JSON each; asked again, nothing more."""
    if _LOG.handlers:
        return
    out = logging.StreamHandler(sys.stderr)
    out.setFormatter(AsJson())
    _LOG.addHandler(out)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False


class AsJson(logging.Formatter):
    """A record as one line of JSON: at (UTC), event, and the facts."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        facts = getattr(record, "facts", {})
        return json.dumps({"at": at, "event": record.getMessage(), **facts})
