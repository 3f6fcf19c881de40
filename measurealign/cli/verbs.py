"""The verbs: which file holds each, and what it does in one line.

The line is the first of the verb's own help (a test holds the two together): with it the list of
verbs is told without opening a single file.
"""

from shutil import get_terminal_size
from textwrap import fill

#: Verb → the file of cli/ that holds it, and what it does.
VERBS: dict[str, tuple[str, str]] = {
    "validate": (
        "catalog",
        "Report every problem of catalog, inventory and agenda, or of given files; silent if none.",
    ),
    "sets": (
        "catalog",
        "List the catalog's sets, or count the areas that their measures belong to.",
    ),
    "show": (
        "catalog",
        "Show a set: how it operates and asks, its measures and sources; or a known measure.",
    ),
    "regions": (
        "catalog",
        "List the CPC+ regions; or show one: payers, sets, how it operates, what was not found.",
    ),
    "sample": (
        "catalog",
        "Draw rows by lot with their sources, for an audit (default: of the rows that were read).",
    ),
    "link": (
        "link",
        "Look each line of a list up among the known measures: which it is, and what told it.",
    ),
    "match": (
        "match",
        "Match the measures of one or two lists: pairs with relation, confidence and evidence.",
    ),
    "explain": (
        "explain",
        "Say how a title is read, or why two measures are the same or not.",
    ),
    "judge": (
        "judge",
        "Keep a person's word on what a line is, or on how two relate; it overrides from now on.",
    ),
    "vote": (
        "judge",
        "Keep a vote on a measure in a project; a person's later vote replaces the earlier.",
    ),
    "project": ("project", "Projects: what a workgroup keeps."),
    "align": (
        "alignment",
        "Propose the fewest measures on which the programmes agree, with the reason for each.",
    ),
    "presets": ("presets", "List the rule sets that ship with the tool, or show one."),
    "verify": (
        "alignment",
        "Recompute a recommendation from its own inputs; say what differs, or that all is right.",
    ),
    "diff": ("alignment", "Tell two rounds apart in words."),
    "compare": (
        "compare",
        "Show how far sets agree, the measures that they share with the evidence, area by area.",
    ),
    "burden": (
        "burden",
        "Show what payers ask of a practice: twice, in conflict, by which route, the cost.",
    ),
    "study": (
        "study",
        "Count how far sets share measures, beside the published studies of 2013 and 2024.",
    ),
    "gaps": (
        "gaps",
        "Show what sets, together, or a proposal leave out: areas, kinds, equity, timing.",
    ),
    "changes": (
        "year_to_year",
        "Show what changed in a programme from year to year: renamed, replaced, retired, new.",
    ),
    "import": ("imports", "Read sets from other formats into YAML."),
    "export": ("export", "Write sets, crosswalk or proposal."),
    "app": (
        "screens",
        "Open the screens in a browser, for whoever sits at this machine.",
    ),
    "serve": (
        "screens",
        "Serve the screens to a workgroup, whose members sign in (see docs/deploy.md).",
    ),
    "prepare": (
        "prepare",
        "Work out catalog, inventory and links once for all who use this installation.",
    ),
}
#: The files, in the order in which their verbs are listed.
FILES = tuple(dict.fromkeys(file for file, _ in VERBS.values()))
_WIDEST = 100


def listed(about: str) -> str:
    """Return the help of the whole: how it is called, and each verb in its line."""
    width = min(get_terminal_size().columns, _WIDEST)
    edge = max(map(len, VERBS)) + 4
    verbs = (
        fill(f"  {verb:<{edge - 2}}{does}", width, subsequent_indent=" " * edge)
        for verb, (_, does) in VERBS.items()
    )
    usage = "Usage: measurealign [--version] [--help] [--json] [--quiet] VERB [OPTIONS] [ARGS]..."
    more = (
        "measurealign VERB --help tells a verb's options; "
        "measurealign --install-completion lets your shell complete them."
    )
    return "\n".join((usage, "", about, "", *verbs, "", fill(more, width, break_on_hyphens=False)))
