"""Give every reader hostile files: only sentences may come out, soon, and with little memory."""

import gc
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType

from hypothesis import HealthCheck, Phase, given, seed, settings

from fuzz.readers import Reader
from fuzz.spoilt import PLANS, Spoiler
from measurealign.problems import InputError

#: Seconds of the processor after which a file counts as one that holds others up.
HANG = 5.0


class HangError(BaseException):
    """A reader took too long; no reader can catch it."""


@dataclass
class Told:
    """What came of the files of one reader."""

    name: str
    read: int = 0
    refused: int = 0
    hangs: int = 0
    longest: float = 0.0
    #: By kind: how often, and the first file with its traceback.
    faults: Counter[str] = field(default_factory=Counter)
    first: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    @property
    def files(self) -> int:
        """How many files were given."""
        return self.read + self.refused + self.hangs + sum(self.faults.values())

    @property
    def sound(self) -> bool:
        """Whether nothing but sentences came out, soon enough."""
        return not self.faults and not self.hangs

    def __str__(self) -> str:
        return (
            f"{self.name:26} {self.files:7,} files {self.read:7,} read {self.refused:7,} refused "
            f"{sum(self.faults.values()):4} tracebacks {self.hangs:3} hangs, longest {self.longest:.2f} s"  # noqa: E501
        )


def memory() -> float:
    """Return the most memory that this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def tried(reader: Reader, count: int, seeded: int) -> Told:
    """Give a reader its bombs, and so many spoilt files."""
    told = Told(reader.name)
    # A file that is refused before it is spoilt would test nothing.
    sound = tuple(one for one in reader.seeds() if _is_read(reader, one))
    assert sound, f"{reader.name}: not one sound file"
    spoiler = Spoiler(sound, reader.archives)
    for one in reader.bombs():
        _give(reader, one, told)

    @settings(max_examples=count, database=None, deadline=None, phases=(Phase.generate,),
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @seed(seeded)
    @given(PLANS)
    def spoil(plan: object) -> None:
        _give(reader, spoiler.file(plan), told)  # type: ignore[arg-type]

    spoil()
    return told


def _is_read(reader: Reader, content: bytes) -> bool:
    with suppress(InputError):
        reader.read(content)
        return True
    return False


def _give(reader: Reader, content: bytes, told: Told) -> None:
    began = time.process_time()
    try:
        with _limit():
            reader.read(content)
        told.read += 1
    except InputError as error:
        told.refused += 1
        sentences = [str(one) for one in error.problems]
        if not sentences or not all(sentences) or any("Traceback" in one for one in sentences):
            _fault(told, "a refusal without a sentence", content)
        for one in sentences:
            one.encode()  # what is told can be shown
    except HangError:
        told.hangs += 1
        told.first.setdefault("hang", (content, ""))
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [one for one in frames if "measurealign" in one.filename] or frames
        where = f"{ours[-1].filename.rsplit('measurealign/', 1)[-1]}:{ours[-1].lineno}"
        _fault(told, f"{type(error).__name__} at {where}: {str(error)[:80]!r}", content)
    told.longest = max(told.longest, time.process_time() - began)


def _fault(told: Told, kind: str, content: bytes) -> None:
    told.faults[kind.split(": ", 1)[0]] += 1
    told.first.setdefault(kind, (content, traceback.format_exc()))


@contextmanager
def _limit() -> Iterator[None]:
    """Break off what takes the processor for too long."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, HANG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        gc.enable()
