"""The catalog in figures: what `validate --figures` prints and docs/data.md says.

The page holds them between two markers; `python -m benchmarks.figures` writes them, and a test
compares.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from measurealign.catalog import Catalog
from measurealign.catalog.efforts import efforts
from measurealign.catalog.programmes import programmes, witness
from measurealign.catalog.regions import regions
from measurealign.model import READ, STANDINGS, Grain, Standing

#: Where the figures stand in a page.
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"
#: A region is covered if so many of its rows were read in a source.
ENOUGH = 5


@dataclass(frozen=True)
class Figures:
    """How large the catalog is and how well it is known.

    `regions` maps each CPC+ region to how many single measures of its sets were read in a source,
    `asked` to how many of those somebody asks for.
    """

    sets: int
    programmes: int
    witnesses: int
    rows: int
    standings: Mapping[Standing, int]
    grains: Mapping[Grain, int]
    empty: int
    efforts: int
    asking: int
    regions: Mapping[str, int]
    asked: Mapping[str, int]

    @property
    def read(self) -> float:
        """The share of rows that were read in a source, primary or secondary."""
        return sum(self.standings[one] for one in READ) / self.rows if self.rows else 0.0

    @property
    def covered(self) -> int:
        """How many regions have enough rows that were read."""
        return sum(rows >= ENOUGH for rows in self.regions.values())

    @property
    def says(self) -> tuple[str, ...]:
        """The figures in sentences."""
        known = "; ".join(
            f"{self.standings[name]:,} {mark.word} ({_percent(self.standings[name], self.rows)})"
            for name, mark in STANDINGS.items()
        )
        return (
            f"{self.sets} sets: editions of {self.programmes} programmes ({self.witnesses} where "
            "the parts of one, such as MIPS, are counted once).",
            f"{self.rows:,} rows: {known}. Read in a source: {100 * self.read:.1f} %.",
            f"{self.grains['topic']} rows are topics, {self.grains['activity']} activities.",
            f"{self.empty} sets without rows; {self.efforts} efforts whose list was not found.",
            f"{self.asking} sets tell how many of their measures are to be chosen.",
            f"{self.covered} of {len(self.regions)} CPC+ regions have {ENOUGH} or more rows that "
            f"were read; fewer: {_few(self.regions)}.",
            f"{sum(rows >= ENOUGH for rows in self.asked.values())} of {len(self.asked)} have as "
            "many that a payer or programme asks for (what a State only publishes left out); "
            f"fewer: {_few(self.asked)}.",
        )


def figures(catalog: Catalog) -> Figures:
    """Return the figures of a catalog."""
    rows = [row for one in catalog for row in one.measures]
    standings = Counter(row.evidence for row in rows)
    grains = Counter(row.grain for row in rows)
    known = regions(catalog)
    return Figures(
        sets=len(catalog),
        programmes=len(programmes(catalog)),
        witnesses=len({witness(one) for one in catalog}),
        rows=len(rows),
        standings={name: standings[name] for name in STANDINGS},
        grains={"measure": grains["measure"], "topic": grains["topic"],
                "activity": grains["activity"]},
        empty=sum(not one.measures for one in catalog),
        efforts=len(efforts()),
        asking=sum(one.rule_told for one in catalog),
        regions={one.name: one.read for one in known},
        asked={one.name: one.asked for one in known},
    )  # fmt: skip


def written(page: str, found: Figures) -> str:
    """Return a page with the figures between its markers."""
    lines = "\n".join(f"- {line}" for line in found.says)
    block = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    return block.sub(lambda _: f"{BEGIN}\n{lines}\n{END}", page, count=1)


def _few(regions: Mapping[str, int]) -> str:
    few = [f"{name} {rows}" for name, rows in regions.items() if rows < ENOUGH]
    return ", ".join(few) or "none"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"
