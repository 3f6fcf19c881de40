"""Every reader of the house, with sound files for it and bombs made on purpose."""

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import broken_books
import broken_sheets
from pydantic import TypeAdapter

import measurealign as ma
from measurealign.alignment import Goal
from measurealign.alignment.ask.decision import Decision, Vote
from measurealign.alignment.file import any_of
from measurealign.alignment.file.old import Old
from measurealign.alignment.file.verify import again, verify
from measurealign.burden.effort import parameters
from measurealign.catalog import Catalog, kept
from measurealign.catalog.imports.lines import read_lines
from measurealign.catalog.imports.long import long_rows
from measurealign.catalog.imports.own import read_upload
from measurealign.catalog.imports.qpp import read_qpp
from measurealign.catalog.reader import read_content
from measurealign.crosswalk import Crosswalk, look_up, reading, shipped_inventory
from measurealign.export.project import Project, project_file, read_project, set_apart
from measurealign.export.sssom import read_sssom, write_sssom
from measurealign.export.xlsx import write_xlsx
from measurealign.export.yaml import recommendation_file, to_yaml
from measurealign.judgements import judgements_file, read_judgements
from measurealign.matching.linking.kept import _KEPT, Kept
from measurealign.model import Judgement, MeasureSet
from measurealign.store import Store, alone
from measurealign.store.backup import backup, restore

ROOT = Path(__file__).parents[2]
SETS = ("cpc-plus-2018", "or-cco-incentive-2018")


@dataclass(frozen=True)
class Reader:
    """A reader: how it reads, what sound files look like, bombs; archives are spoilt inside."""

    name: str
    read: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]
    bombs: Callable[[], Iterable[bytes]] = tuple
    archives: bool = False


@cache
def _catalog() -> Catalog:
    shipped = ma.load_catalog()
    return Catalog.of([shipped.get(one) for one in SETS])


@cache
def _walk() -> Crosswalk:
    return ma.crosswalk(_catalog())


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def _file(name: str, content: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(content)
    return path


def _small(id_: str, most: int = 6) -> MeasureSet:
    found = _catalog().get(id_)
    return found.model_copy(update={"measures": found.measures[:most]})


def _sets() -> Iterable[bytes]:
    return [to_yaml(_small(one)).encode() for one in SETS]


def _csv() -> Iterable[bytes]:
    yield b"Measure,NQF,CMS,Steward,Type,Year\n" + b"".join(
        f'"{one.name}",{"".join(i.value for i in one.ids[:1])},,NCQA,{one.type or ""},2018\n'.encode()  # noqa: E501
        for one in _catalog().get(SETS[0]).measures
    )
    yield b"Acme 2018;;\n;;\nQuality Measure;NQF;Plan A;Plan B\nEye Exam;55;x;\nBMI;;x;menu\n"
    yield "Messgröße\tNQF\nEye Exam\t0055\n".encode("utf-16")
    yield b'sep=|\nMeasure|ID\n"Cut|off"|CMS122v6\n'
    for one in sorted((ROOT / "tests" / "cases").glob("*.csv")):
        yield one.read_bytes()


def _xlsx() -> Iterable[bytes]:
    rows: list[list[object]] = [["Measure", "NQF", "Plan A", "Plan B"], ["Eye Exam", "0055", "x", ""],  # noqa: E501
                                ["BMI", 421, "", "x"], ["Controlling High Blood Pressure", "0018", "x", "x"]]  # fmt: skip  # noqa: E501
    yield broken_sheets.workbook(("Sheet1", rows), ("2018", rows))
    yield write_xlsx(_walk(), list(SETS))
    for one in sorted((ROOT / "tests" / "cases").glob("*.xlsx")):
        yield one.read_bytes()


def _broken() -> Iterable[bytes]:
    return (one.content for one in broken_sheets.broken_sheets())


def _books() -> Iterable[bytes]:
    return (one.content for one in (*broken_sheets.broken_sheets(), *broken_books.broken_books()))


def _marked_up(kind: str) -> Reader:
    """Return the reader of what is called .xls and is markup, with a sound list of it."""
    sound = ROOT / "tests" / "cases" / f"list-{kind}.xls"
    return Reader(
        f"spreadsheet ({kind} called .xls)", lambda c: read_upload(c, "a.xls"),
        lambda: (sound.read_bytes(),), _broken,
    )  # fmt: skip


def _book(kind: str) -> Reader:
    """Return the reader of a format, with a sound list of it."""
    return Reader(
        f"spreadsheet ({kind})", lambda c: read_upload(c, f"a.{kind.lower()}"),
        lambda: (broken_books.sound(kind.lower()),), _books, archives=kind in ("XLSB", "ODS"),
    )  # fmt: skip


def _json(value: object) -> bytes:
    return json.dumps(value, indent=1).encode()


def _qpp() -> Iterable[bytes]:
    for one in sorted((ROOT / "tests" / "extracts").glob("qpp-*.json")):
        told = json.loads(one.read_text("utf-8"))
        yield _json(told[:8] if isinstance(told, list) else told)


def _fhir() -> Iterable[bytes]:
    measure = {
        "resourceType": "Measure", "id": "x", "url": "http://a.example/Measure/x", "name": "X",
        "title": "Controlling High Blood Pressure", "status": "active", "publisher": "NCQA",
        "identifier": [{"system": "http://hl7.org/fhir/cqi/ecqm/Measure/Identifier/cms", "value": "165"}],  # noqa: E501
        "version": "6.0.0", "date": "2018-01-01", "description": "text",
        "type": [{"coding": [{"code": "outcome", "system": "http://terminology.hl7.org/x"}]}],
        "topic": [{"text": "Blood pressure"}], "relatedArtifact": [{"type": "documentation"}],
        "effectivePeriod": {"start": "2018-01-01", "end": "2018-12-31"},
        "improvementNotation": {"coding": [{"code": "increase"}]},
        "scoring": {"coding": [{"code": "proportion"}]}, "group": [{"population": []}],
    }  # fmt: skip
    yield _json(measure)
    yield _json(
        {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": measure}] * 2}
    )


def _deep_json() -> Iterable[bytes]:
    yield b"[" * 100_000
    yield b'{"a":' * 100_000 + b"1"
    yield b'[{"title": "\\ud800", "measureId": "1"}]'
    yield b'[{"title": ' + b"9" * 5000 + b"}]"
    yield (
        b'{"resourceType": "Bundle", "entry": ['
        + b'{"resource": {"resourceType": "Measure"}},' * 60_000
        + b"0]}"
    )


def _deep_yaml() -> Iterable[bytes]:
    yield b"a: " + b"[" * 5_000
    yield b"".join(b"- " * at + b"x\n" for at in range(1, 60))
    yield b"a: &a [x]\n" + b"".join(
        b"%c: &%c [*%c, *%c]\n" % (98 + i, 98 + i, 97 + i, 97 + i) for i in range(20)
    )
    yield b"a: 0x" + b"f" * 5000
    yield b"a: " + b"9" * 5000
    yield b"a: " + b"9" * 1_000_000
    yield b'a: "' + b"x" * 3_000_000 + b'"'
    yield b"a: 1\n" * 200_000
    yield b"? " * 2_000
    yield b"{" * 30 + b"\n" * 100_000


def _judgement(word: str) -> Judgement:
    return Judgement(
        left=f"{SETS[0]}/{word}", right="measure:eye-exam", verdict="accepted", by="A", why="x"
    )


def _project() -> Project:
    vote = Vote(
        family="eye-exam",
        label="Eye Exam",
        by="Pat",
        group="payer",
        vote="for",
        why="w",
        on="2018-01-01",
    )
    decided = Decision(family="eye-exam", label="Eye Exam", state="final", votes_for=3)
    mine = _small(SETS[0], 3).model_copy(update={"id": "mine-2018"})
    return Project(
        name="Core", year=2018, region="oregon", sets=(mine,), judgements=(_judgement("a"), _judgement("b")),  # noqa: E501
        choices={"sets": SETS, "size": 12, "years": (2013, 2018), "rows": ("primary",)},
        votes=(vote,), decisions=(decided,),
    )  # fmt: skip


def _projects() -> Iterable[bytes]:
    yield project_file(_project()).encode()


@cache
def _store() -> Store:
    return Store(str(_folder() / "store.db"))


def _into_store(content: bytes) -> object:
    project = set_apart(read_project(content, "p.yaml"), _catalog())
    made = _store().create(alone(), project.name or "x", project)
    try:
        return project_file(made.content())
    finally:
        made.delete()


def _restore(content: bytes) -> object:
    made = restore(_store(), alone(), content)
    try:
        return made.content(), made.history()
    finally:
        made.delete()


def _backups() -> Iterable[bytes]:
    made = _store().create(alone(), "x", _project())
    found = backup(made)
    made.delete()
    return [found]


def _proposals() -> Iterable[bytes]:
    walk = _walk().only(standing=("primary", "secondary", "inferred", "recalled"))
    found = ma.align(walk, list(SETS), max_size=4)
    yield recommendation_file(found).encode()


def _verify(content: bytes) -> object:
    found = any_of(content, "r.yaml")
    if isinstance(found, Old):
        return again(found, _catalog())
    return verify(found, _catalog())


def _sssom() -> Iterable[bytes]:
    text = write_sssom(_walk(), list(SETS), 0.5)
    lines = text.splitlines(keepends=True)
    yield "".join(lines[:60]).encode()


def _decisions() -> Iterable[bytes]:
    yield judgements_file((_judgement("a"), _judgement("b"), _judgement("c"))).encode()


def _rules() -> Iterable[bytes]:
    yield to_yaml(Goal(max_size=12, keep=("Controlling High Blood Pressure",))).encode()
    yield b"max_size: 14\nrules:\n  - at least: 1\n    of:\n      area: depression\n"
    for one in sorted((ROOT / "data" / "presets").glob("*.yaml"))[:4]:
        text = one.read_text("utf-8")
        if "\ngoal:\n" in text:
            goal = text.split("\ngoal:\n", 1)[1]
            yield "\n".join(
                line[2:] for line in goal.splitlines() if line.startswith("  ")
            ).encode()


def _rules_asked(content: bytes) -> object:
    goal = read_content(content, "rules.yaml", Goal)
    return ma.align(_walk(), list(SETS), goal)


@cache
def _cache_seed() -> tuple[str, bytes]:
    links = Kept(shipped_inventory(), lambda _: None)  # type: ignore[arg-type, return-value]
    found = {one.name: _walk().found[one.key] for one in _catalog().get(SETS[0]).measures[:5]}
    lines = {f"{name}\t\t\t\t": at for at, name in enumerate(found)}
    return links._mark, _KEPT.dump_json((tuple(found.values()), lines), exclude_defaults=True)


def _caches() -> Iterable[bytes]:
    yield _cache_seed()[1]
    yield b"{}"


def _cached(content: bytes) -> object:
    """Read a damaged cache of links: it is made anew, whatever it says."""
    mark, _ = _cache_seed()
    path = kept._folder() / f"links-{mark}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    try:
        one = Kept(shipped_inventory(), lambda _: None)  # type: ignore[arg-type, return-value]
        for link in one.memory._known.values():
            assert link.measure is None or link.measure in shipped_inventory()
        return kept.once("sets", mark, TypeAdapter(tuple[MeasureSet, ...]), tuple)
    finally:
        path.unlink()


def _lines(content: bytes) -> object:
    return read_lines(_file("lines.csv", content))


def _looked_up(content: bytes) -> object:
    """Read what stands in a title, and look it up."""
    text = content.decode("utf-8", "replace")[:4000]
    lines = read_lines(_file("lines.csv", b"Measure\n" + text.replace("\n", " ").encode()))
    return reading(text), look_up(lines[:5])


def _titles() -> Iterable[bytes]:
    for one in _catalog().get(SETS[0]).measures[:12]:
        yield one.name.encode()
    yield "Children 3–6 años con visita (CMS122v6) <=9.0% within 30 days, ages 18-75".encode()


def _costs(content: bytes) -> object:
    return ma.burden(_walk(), list(SETS), parameters=parameters(_file("costs.yaml", content)))


def _assumptions() -> Iterable[bytes]:
    text = (ROOT / "data" / "burden.yaml").read_bytes()
    yield text


def _judged(content: bytes) -> object:
    return ma.crosswalk(
        _catalog(), read_judgements(_file("decisions.yaml", content)), before=_walk()
    )


READERS: Mapping[str, Reader] = {one.name: one for one in (
    Reader("set (YAML)", lambda c: read_upload(c, "a.yaml"), _sets, _deep_yaml),
    Reader("spreadsheet (CSV)", lambda c: read_upload(c, "a.csv"), _csv, _broken),
    Reader("spreadsheet (XLSX)", lambda c: read_upload(c, "a.xlsx"), _xlsx, _books, archives=True),
    *map(_book, ("XLSB", "XLS", "ODS", "Parquet")),
    *map(_marked_up, ("page", "2003")),
    Reader("lines of a list", _lines, _csv, _broken),
    Reader("long list (CSV)", lambda c: tuple(long_rows(_file("long.csv", c))), _csv, _broken),
    Reader("long list (Parquet)", lambda c: tuple(long_rows(_file("long.parquet", c))), lambda: (broken_books.sound("parquet"),), _books),  # noqa: E501
    Reader("titles looked up", _looked_up, _titles, lambda: (b"x" * 4000, b"diabetes " * 400, b"(" * 4000)),  # noqa: E501
    Reader("QPP (JSON)", lambda c: read_qpp(c, "a.json"), _qpp, _deep_json),
    Reader("FHIR (JSON)", lambda c: read_upload(c, "a.json"), _fhir, _deep_json),
    Reader("project (YAML)", lambda c: set_apart(read_project(c, "p.yaml"), _catalog()), _projects, _deep_yaml),  # noqa: E501
    Reader("project into the store", _into_store, _projects, _deep_yaml),
    Reader("backup (ZIP)", _restore, _backups, _broken, archives=True),
    Reader("decisions.yaml", _judged, _decisions, _deep_yaml),
    Reader("recommendation (YAML)", lambda c: any_of(c, "r.yaml"), _proposals, _deep_yaml),
    Reader("verify", _verify, _proposals, _deep_yaml),
    Reader("rules (YAML)", _rules_asked, _rules, _deep_yaml),
    Reader("burden assumptions (YAML)", _costs, _assumptions, _deep_yaml),
    Reader("SSSOM (TSV)", lambda c: read_sssom(c.decode("utf-8", "replace")), _sssom, _deep_yaml),
    Reader("cache of links (JSON)", _cached, _caches, _deep_json),
)}  # fmt: skip
