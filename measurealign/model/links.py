"""Links between measures: what joins them into families and concepts, and who says so."""

from typing import Literal

from measurealign.model.words import Frozen, Share, Text

#: same = exactMatch, variant = closeMatch (same focus and population, another specification),
#: broader / narrower: LEFT is broader / narrower than RIGHT, related = same focus or population.
Relation = Literal["same", "variant", "broader", "narrower", "related", "different"]
LinkStatus = Literal["proposed", "accepted", "rejected", "unsure"]
Verdict = Literal["accepted", "rejected", "unsure"]

#: The kind of evidence that says where a score starts before any reason is heard.
PRIOR = "start"


class Evidence(Frozen):
    """One reason for or against a link. The weights of a link's reasons add up to its score."""

    kind: Text
    weight: float
    says: Text


class Judgement(Frozen):
    """A person's word on a link: who, when and why."""

    left: Text
    right: Text
    verdict: Verdict
    relation: Relation = "same"
    by: Text
    on: str | None = None
    why: str | None = None


class Link(Frozen):
    """A typed relation between two measures (by key), with its reasons.

    `similarity` says how alike the wordings are (0-1); `confidence` how sure the relation is (0-1).
    """

    left: Text
    right: Text
    relation: Relation
    confidence: Share
    similarity: Share
    evidence: tuple[Evidence, ...] = ()
    status: LinkStatus = "proposed"
    judgement: Judgement | None = None

    @property
    def says(self) -> str:
        """All reasons in one sentence, strongest first; where a score starts is no reason."""
        reasons = [reason for reason in self.evidence if reason.kind != PRIOR]
        ranked = sorted(reasons, key=lambda reason: -abs(reason.weight))
        return "; ".join(reason.says for reason in ranked)


class Family(Frozen):
    """The measures, over all sets, that are the same measure. Its id derives from its members."""

    id: Text
    label: Text
    area: Text
    members: tuple[str, ...]
    weakest: Link | None = None


class Concept(Frozen):
    """Families with the same focus and the same population, but another specification."""

    id: Text
    label: Text
    area: Text
    families: tuple[str, ...]
