"""A cluster of two workers says what this process says, byte for byte, one of them killed."""

import os
import signal
from collections.abc import Iterator

import pytest
from distributed import Client, LocalCluster

from matching.test_wordings import TITLES, line
from measurealign.catalog.imports.lines import Line
from measurealign.crosswalk import look_up_many
from measurealign.matching import verdicts
from measurealign.matching.candidates import worth_comparing
from measurealign.matching.columns.lines import Lines
from measurealign.matching.engine import LOCAL, Cluster
from measurealign.matching.linking import many
from measurealign.matching.listings import profiles
from measurealign.matching.wordings import wordings
from measurealign.problems import UsageError

LINES = [line(f"{home}-2020/{n}", name) for home in "abc" for n, name in enumerate(TITLES)]


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as found:
        yield found


def test_a_cluster_says_what_this_process_says(cluster: LocalCluster, monkeypatch) -> None:
    monkeypatch.setattr(verdicts, "BLOCK", 50)
    far = Cluster(cluster.scheduler_address)
    here = [one.model_dump_json() for one in wordings(LINES, every=True, engine=LOCAL)]
    there = [one.model_dump_json() for one in wordings(LINES, every=True, engine=far)]
    assert here == there and len(here) > 50


def test_the_work_of_a_lost_worker_is_done_by_another(cluster: LocalCluster, monkeypatch) -> None:
    monkeypatch.setattr(verdicts, "BLOCK", 2)
    found = Lines.of(profiles(LINES), frozenset())
    parts = list(verdicts.blocks(found, worth_comparing(found)))
    with Client(cluster.scheduler_address) as client:
        victim = next(iter(client.run(os.getpid).values()))
    told = []
    for n, one in enumerate(Cluster(cluster.scheduler_address)(verdicts.judged, parts)):
        if n == 1:
            os.kill(victim, signal.SIGKILL)
        told.append(one)
    with Client(cluster.scheduler_address) as client:
        client.wait_for_workers(1, timeout=60)
        assert victim not in client.run(os.getpid).values(), "the worker was lost"
    here = [verdicts.judged(part) for part in parts]
    assert len(told) == len(here) > 20
    for one, other in zip(told, here, strict=True):
        assert one.pairs.tobytes() == other.pairs.tobytes()
        assert one.score.tobytes() == other.score.tobytes()
        assert one.otherwise.tobytes() == other.otherwise.tobytes()


def test_a_scheduler_that_does_not_answer_is_told_in_a_sentence() -> None:
    with pytest.raises(UsageError, match=r"no dask scheduler answers at tcp://127\.0\.0\.1:1"):
        list(Cluster("tcp://127.0.0.1:1", patience=0.2)(len, [[1]]))


def test_a_cluster_looks_long_lists_up_as_this_process_does(
    cluster: LocalCluster, monkeypatch
) -> None:
    monkeypatch.setattr(many, "BLOCK", 3)
    lines = [Line(n, name) for n, name in enumerate(TITLES, 1)]
    there = look_up_many(lines, scheduler=cluster.scheduler_address)
    assert list(there) == list(look_up_many(lines))
