"""Two lines held against each other: score, relation, and the reasons that add up to the score."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from measurealign.matching.evidence import Comparison, compare, wording_evidence
from measurealign.matching.kinship import kinship
from measurealign.matching.listings import Id, Profile, attribute_evidence, id_evidence
from measurealign.matching.relation import kind_of, scorer
from measurealign.matching.says import sentences
from measurealign.matching.whom import whom_on_one_side
from measurealign.matching.wording import read_title
from measurealign.model import Evidence, Match, Relation, chance

#: Comparisons of two titles that are kept: a list prints the same title again and again.
KEPT = 1 << 14


@dataclass(frozen=True)
class Compared:
    """Two lines, what their titles say of each other, and all evidence. Told from `left`."""

    left: Profile
    right: Profile
    wording: Comparison
    evidence: dict[str, float]

    @cached_property
    def score(self) -> float:
        """The log odds of being the same measure."""
        return scorer().intercept + sum(scorer().weigh(self.evidence).values())

    @property
    def chance(self) -> float:
        """The probability of being the same measure."""
        return chance(self.score)

    @property
    def likely(self) -> bool:
        """Whether the two are the same by themselves: likely enough, and not two of one set."""
        return self.chance >= scorer().threshold and not self.evidence["same set and year"]

    @cached_property
    def kind(self) -> Relation:
        """The relation, if the two are not the same."""
        return kind_of(self.wording)

    def reasons(self) -> tuple[Evidence, ...]:
        """Return the reasons, strongest first; their weights add up to the score."""
        weights = scorer().weigh(self.evidence)
        ends = self.wording, self.left, self.right
        return tuple(sentences(*ends, self.evidence, weights, scorer().intercept))

    def match(self, same: bool) -> Match:
        """Return the two as a match: the same, or what else they are to each other."""
        relation: Relation = "same" if same else self.kind
        sure = self.chance if same else scorer().sure[relation] * (1 - self.chance)
        return Match(
            left=self.left.key,
            right=self.right.key,
            relation=relation,
            bond=relation,
            confidence=round(sure, 4),
            likeness=round(self.evidence["similar text"], 3),
            evidence=self.reasons(),
        )


def compared(left: Profile, right: Profile, kin: frozenset[Id] = frozenset()) -> Compared:
    """Compare two lines; `kin` are the ids that cover several measures of one set."""
    wording, evidence = _titles(left.title, right.title)
    beside = attribute_evidence(left, right) | id_evidence(left, right, kin)
    same = {"same title": float(left.plain == right.plain)}
    return Compared(left, right, wording, evidence | beside | same)


@lru_cache(maxsize=KEPT)
def _titles(left: str, right: str) -> tuple[Comparison, dict[str, float]]:
    wording = compare(read_title(left), read_title(right), scorer().rarity, kinship())
    whom = {"whom on one side": whom_on_one_side(wording)}
    return wording, wording_evidence(wording) | whom
