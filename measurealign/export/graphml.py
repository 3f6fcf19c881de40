"""GraphML: sets, lines, measures, subjects and all that joins them, for any graph program."""

from io import BytesIO

import networkx as nx

from measurealign.crosswalk import Crosswalk


def write_graphml(crosswalk: Crosswalk) -> str:
    """Return the graph of a crosswalk (see links/graph.py) as GraphML.

    Links and bonds carry their evidence as attributes. Equal crosswalks give equal bytes.
    """
    out = BytesIO()
    nx.write_graphml_xml(crosswalk.to_graph(), out, encoding="utf-8", prettyprint=True)
    return out.getvalue().decode("utf-8") + "\n"
