"""Scored pairs to groups: average agreement decides, so that one wrong link glues nothing.

Groups grow by merging the two whose members agree most on average, while that average stays above
the threshold. Ties go by the order of the members, so the same content gives the same groups.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

#: What a pair that was never compared counts for.
UNSEEN = 0.001
Pair = tuple[int, int]


def grouped(
    size: int,
    chances: Mapping[Pair, float],
    threshold: float,
    apart: Iterable[Pair] = (),
    together: Iterable[Pair] = (),
) -> list[list[int]]:
    """Return groups of 0 … size-1 by average link.

    `chances` (i < j) is the probability that two belong together; `apart` never share a group;
    `together` (people's word) are joined before anything else.
    """
    state = _Groups(size, chances, apart)
    for i, j in sorted(together):
        a, b = sorted((state.home[i], state.home[j]))
        if a != b and b not in state.walls[a]:
            state.merge(a, b)
    heap = [each for i in state.members for each in state.offers(i) if each[1] == i]
    heapify(heap)
    while heap and -heap[0][0] >= threshold:
        lost, i, j = heappop(heap)
        if state.stands(i, j) and -lost <= state.average(i, j) + 1e-12:
            state.merge(i, j)
            for offer in state.offers(i):
                heappush(heap, offer)
    return sorted(sorted(members) for members in state.members.values())


class _Groups:
    """The groups while they grow; a group goes by its first member's number."""

    def __init__(self, size: int, chances: Mapping[Pair, float], apart: Iterable[Pair]) -> None:
        self.members = {i: [i] for i in range(size)}
        self.home = list(range(size))
        self.sums: dict[int, dict[int, float]] = {i: {} for i in range(size)}
        self.walls: dict[int, set[int]] = {i: set() for i in range(size)}
        for (i, j), chance in sorted(chances.items()):
            self.sums[i][j] = self.sums[j][i] = chance
        for i, j in apart:
            self.walls[i].add(j)
            self.walls[j].add(i)

    def average(self, i: int, j: int) -> float:
        """Return the mean chance over all pairs of two groups."""
        return self.sums[i].get(j, UNSEEN) / (len(self.members[i]) * len(self.members[j]))

    def stands(self, i: int, j: int) -> bool:
        """Tell whether both groups are still there and may be merged."""
        return i in self.members and j in self.members and j not in self.walls[i]

    def offers(self, i: int) -> list[tuple[float, int, int]]:
        """Return what group i could merge with, best (least) first when sorted."""
        return [
            (-self.average(i, k), min(i, k), max(i, k))
            for k in self.sums[i]
            if k not in self.walls[i]
        ]

    def merge(self, i: int, j: int) -> None:
        """Put group j into group i."""
        for k, total in self.sums.pop(j).items():
            if k != i:
                self.sums[i][k] = self.sums[k][i] = self.sums[i].get(k, 0.0) + total
            self.sums[k].pop(j, None)
        for k in self.walls.pop(j):
            self.walls[k].discard(j)
            self.walls[k].add(i)
            self.walls[i].add(k)
        for member in self.members[j]:
            self.home[member] = i
        self.members[i] += self.members.pop(j)


def weakest(members: Sequence[int], chance: Callable[[int, int], float]) -> Pair | None:
    """Return the link that holds a group together: the least of its greatest spanning tree."""
    if len(members) < 2:
        return None
    inside, found = {members[0]}, []
    while len(inside) < len(members):
        best = max(
            ((chance(i, j), -i, -j) for i in inside for j in members if j not in inside),
        )
        inside.add(-best[2])
        found.append(best)
    least = min(found)
    i, j = -least[1], -least[2]
    return (min(i, j), max(i, j))
