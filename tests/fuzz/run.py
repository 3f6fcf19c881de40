"""Give every reader hostile files: only sentences may come out, soon, and with little memory."""

import gc
import resource
import signal
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
            f"| {self.name} | {self.files:,} | {self.read:,} | {self.refused:,} "
            f"| {sum(self.faults.values())} | {self.hangs} | {self.longest:.2f} s |"
        )


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def memory() -> float:
    """Return the most memory that this process or one that it began ever had, in megabytes."""
    return max(resource.getrusage(who).ru_maxrss for who in _WHO) / 1000


def spent() -> float:
    """Return the seconds of the processor that this process and those it began have had."""
    used = [resource.getrusage(who) for who in _WHO]
    return sum(one.ru_utime + one.ru_stime for one in used)


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
    began = spent()
    try:
        with _limit():
            reader.read(content)
            if spent() - began > HANG:  # in a process beside this one
                raise HangError
        told.read += 1
    except InputError as error:
        told.refused += 1
        sentences = [str(one) for one in error.problems]
        if not sentences or not all(sentences) or any("Traceback" in one for one in sentences):
            _fault(told, "a refusal without a sentence", content)
        if "\n".join(sentences).encode(errors="replace").decode() != "\n".join(sentences):
            _fault(told, "a sentence that no screen can show", content)
    except HangError:
        told.hangs += 1
        told.first.setdefault("hang", (content, ""))
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [one for one in frames if "measurealign" in one.filename] or frames
        where = f"{ours[-1].filename.rsplit('measurealign/', 1)[-1]}:{ours[-1].lineno}"
        _fault(told, f"{type(error).__name__} at {where}: {str(error)[:80]!r}", content)
    told.longest = max(told.longest, spent() - began)


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
