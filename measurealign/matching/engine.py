"""Who does work that comes in blocks: this process, some beside it, or a dask cluster.

All give the same results in the same order. A block whose worker was lost is done by another.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Protocol, TypeVar

from measurealign.problems import UsageError

Given = TypeVar("Given")
Made = TypeVar("Made")
#: Blocks that are under way at a time for each thread of a cluster, and how often one is retried.
AHEAD, RETRIES = 4, 5


class Engine(Protocol):
    """Does a piece of work for each block, and yields what comes out in the order of the blocks."""

    def __call__(self, work: Callable[[Given], Made], blocks: Iterable[Given]) -> Iterator[Made]:
        """Yield the work's result for each block."""


class Local:
    """Works here, one block after the other."""

    def __call__(self, work: Callable[[Given], Made], blocks: Iterable[Given]) -> Iterator[Made]:
        """Yield the work's result for each block."""
        return map(work, blocks)


LOCAL = Local()


class Workers:
    """So many processes beside this one, on this machine."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __call__(self, work: Callable[[Given], Made], blocks: Iterable[Given]) -> Iterator[Made]:
        """Yield the work's result for each block; only so many blocks wait at a time."""
        rest = iter(blocks)
        with ProcessPoolExecutor(self.count) as pool:
            waiting = deque(pool.submit(work, one) for one in islice(rest, AHEAD * self.count))
            try:
                while waiting:
                    yield waiting.popleft().result()
                    waiting.extend(pool.submit(work, one) for one in islice(rest, 1))
            except BrokenProcessPool:
                what = "a worker was ended (too little memory?): ask for fewer `workers`"
                raise UsageError(what) from None
            finally:
                pool.shutdown(cancel_futures=True)


def engine(workers: int | None = None, scheduler: str | None = None) -> Engine:
    """Return who does the work: a cluster by its scheduler, some processes, else this one."""
    if scheduler is not None:
        return Cluster(scheduler)
    return Workers(workers) if workers and workers > 1 else LOCAL


class Cluster:
    """The workers of a dask cluster, named by the address of its scheduler.

    `patience`: seconds until a scheduler that does not answer is given up.
    """

    def __init__(self, scheduler: str, patience: float = 10.0) -> None:
        self.scheduler, self.patience = scheduler, patience

    def __call__(self, work: Callable[[Given], Made], blocks: Iterable[Given]) -> Iterator[Made]:
        """Yield the work's result for each block; only so many blocks wait at a time."""
        with self._client() as client:
            rest = iter(blocks)
            waiting: list[Any] = []
            ahead = AHEAD * max(1, sum(client.nthreads().values()))
            while waiting or (waiting := self._send(client, work, rest, ahead)):
                yield waiting.pop(0).result()
                waiting += self._send(client, work, rest, ahead - len(waiting))

    def _send(
        self, client: Any, work: Callable[[Given], Made], rest: Iterator[Given], most: int
    ) -> list[Any]:
        return [client.submit(work, one, pure=False, retries=RETRIES) for one in islice(rest, most)]

    def _client(self) -> Any:
        try:
            from distributed import Client
        except ImportError:
            raise UsageError(
                "--engine dask asks for: pip install 'measurealign[cluster]'"
            ) from None
        try:
            return Client(self.scheduler, timeout=self.patience)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise UsageError(f"no dask scheduler answers at {self.scheduler}: {error}") from None
