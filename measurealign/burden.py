"""What a practice must report to its payers, and what it costs."""

from measurealign.routes import data_source, route_weight

__all__ = ["data_source", "route_weight"]
