"""What a column can tell, and the headings that people write for it, in English and Spanish.

Rules are a table: a field and the headings that mean it (regular expressions over the plain words
of a heading, strongest first). What no rule fits is compared with whole headings by likeness.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

#: What a column can tell; the words are shown where a person corrects the reading.
FIELDS: dict[str, str] = {
    "name": "name of the measure",
    "key": "the file's own id of the measure",
    "set": "the set (programme, contract) that lists the measure",
    "year": "year of the set",
    "programme": "marks the measures of one programme (x, ✓, core ...)",
    "cbe": "CBE (NQF) id",
    "cms": "CMS eCQM id",
    "mips": "MIPS quality id",
    "hedis": "HEDIS abbreviation",
    "qcdr": "QCDR id",
    "aco": "ACO measure number",
    "gpro": "GPRO (CMS Web Interface) id",
    "star": "Star Ratings number",
    "core_set": "Medicaid core set abbreviation",
    "cmit": "CMIT id",
    "payer": "the payer's own number",
    "ids": "several ids, each with its scheme (CBE 0018; CMS CMS165v6)",
    "steward": "steward",
    "type": "type (process, outcome ...)",
    "data_source": "data source (claims, EHR ...)",
    "domain": "domain",
    "area": "area",
    "role": "role (core, menu ...)",
    "group": "group of which so many are to be chosen",
    "required": "must be reported (yes, no)",
    "weight": "weight or points",
    "target": "target, benchmark or threshold",
    "target_source": "source of the target",
    "grain": "grain (measure, topic, activity)",
    "inverse": "lower is better",
    "note": "note",
    "source": "source",
    "evidence": "standing (primary, secondary, inferred, recalled)",
    "ignore": "left out on purpose",
}

_IF = r"( if (endorsed|any|applicable))?"
_YEAR = r"((cy|py|my|fy) ?)?20\d\d"
_ID = r"( ?id)?( ?(id|ids|number|no|num|nr|code))?s?"
#: (field, headings as plain words). Order is strength: the first match wins a field.
_RULES: tuple[tuple[str, str], ...] = (
    ("key", r"entry id|measure key|key|record id|row id|unique id"),
    ("name", r"(quality |performance |clinical )?(measure|metric|indicator) (name|title)s?"),
    ("name", r"(official |full |short |ecqm )?title|name of (the )?(measure|metric|indicator)"),
    ("name", r"(nombre|titulo)( de(l| la)? (la )?(medida|indicador|metrica))?"),
    ("name", r"(quality |performance |clinical |hedis |p4p )?(measure|metric|indicator)s?"),
    ("name", r"(adults?|p(a)?ediatrics?|child(ren)?s?|adolescents?|maternal|preventi(on|ve)|"
             r"chronic|behaviou?ral)( (health|care|quality))? (measure|metric|indicator)s"),
    ("name", r"(medida|indicador|metrica)(s|es)?( de (calidad|desempeno))?"),
    ("name", r"name|listing|measure description name|quality indicator"),
    ("name", r"(measure|metric) (description|short name|long name|label)|what (is|we) measured?"),
    ("cbe", rf"(nqf|cbe|nqf cbe|cbe nqf)( endorsement| endorsed)?{_ID}{_IF}"),
    ("cbe", r"(numero|no|id|codigo)( de)? (nqf|cbe)"),
    ("cms", rf"(cms|ecqm|emeasure|e measure|cms ecqm|ecqm cms|cms emeasure|cms e measure){_ID}"),
    ("cms", rf"(cms|ecqm|e cqm) measure{_ID}|(numero|no|id|codigo)( de)? cms"),
    ("mips", rf"(mips|qpp|pqrs)( quality)?( measure)?{_ID}|quality ?(id)?( ?(id|number|no))"),
    ("hedis", rf"(ncqa )?hedis( measure)?( (abbreviation|acronym|abbr)|{_ID})"),
    ("hedis", r"(measure )?(acronym|abbreviation|abbr|siglas?|acronimo|abreviatura)"),
    ("qcdr", rf"qcdr( measure)?{_ID}"),
    ("aco", rf"(mssp )?aco( measure)?{_ID}|mssp( measure)?{_ID}"),
    ("gpro", rf"(cms )?(gpro|web interface|wi)( (web interface|measure))?{_ID}"),
    ("star", rf"(medicare )?stars?( ratings?)?( measure)?{_ID}"),
    ("core_set", rf"(medicaid )?core set( (abbreviation|acronym)|{_ID})"),
    ("cmit", rf"cmit( measure)?{_ID}"),
    ("payer", r"(payer|plan|contract|internal) (measure )?(id|number|no|code)"),
    ("ids", r"(measure )?(ids|identifiers?)|all ids"),
    ("key", r"id( no| number)?|(quality |performance )?(measure|metric|indicator) (id|identifier|"
            r"number|no|num|code)( no| number)?|reference( id| number| no)?|uid|(id|codigo|numero) "
            r"de(l| la) (medida|indicador)"),
    ("set", r"set|(source|measure|programme|program) sets?( name| id)?|set (name|id)"),
    ("set", r"programs?( name)?|programmes?( name)?|contract( name)?|payers?( name)?|list|sheet"),
    ("set", r"programa|contrato|pagador|lista"),
    ("year", r"(measure(ment)?|program|performance|contract|reporting)? ?(year|yr|period|my)"),
    ("year", r"ano( de (medicion|desempeno|reporte))?|periodo"),
    ("steward", r"(measure )?(steward|developer|owner)( developer| owner| organi[sz]ation)?s?"),
    ("steward", r"(steward|developer) ?(name|org)?|stewarding organi[sz]ation|primary steward"),
    ("steward", r"(administrador|custodio|responsable|desarrollador)( de la medida)?"),
    ("type", r"(measure )?types?( of measure)?|measure category|tipo( de (la )?medida)?"),
    ("data_source", r"data (source|collection)s?( type| method)?|source of data|collection type"),
    ("data_source", r"(data|reporting|submission|collection) (methods?|mode)|data"),
    ("data_source", r"measure type methodology|methodology|collection methodology"),
    ("data_source", r"(fuente|origen)( de (los )?datos)?|metodo de (recoleccion|reporte)"),
    ("domain", r"(nqs |quality |measure |nqf )?(domain|category|group|topic)s?|condition"),
    ("domain", r"dominio|categoria|condicion|grupo|tema"),
    ("area", r"area|(clinical|focus|topic) area|area clinica"),
    ("role", r"role|(measure )?(status|tier|use|designation)|core or menu|core menu|estado|rol"),
    ("group", r"(choice|choose|menu|reporting) group"),
    ("required", r"(is )?(required|mandatory)( measure| to report)?|must report|obligatori[oa]"),
    ("weight", r"(measure |max(imum)? )?(weight|weighting|points?)( possible| available)?"),
    ("weight", r"peso|ponderacion|puntos"),
    ("target", r"(performance |payment )?(target|benchmark|threshold|goal)s?( rate| level)?"),
    ("target", rf"{_YEAR} (performance |payment )?(target|benchmark|threshold|goal)s?"),
    ("target", rf"(target|benchmark|threshold|goal)s? {_YEAR}"),
    ("target", r"meta|objetivo|umbral|punto de referencia"),
    ("target_source", r"target source"),
    ("grain", r"grain"),
    ("inverse", r"inverse( measure)?|lower is better|reverse( scored)?|is inverse|inversa"),
    ("note", r"(foot)?notes?|comments?|remarks?|notas?|comentarios?|observaciones"),
    ("source", r"sources?( key)?|citation|referencia"),
    ("evidence", r"evidence|standing|provenance"),
)  # fmt: skip
_COMPILED = tuple((field, re.compile(f"(?:{pattern})")) for field, pattern in _RULES)
#: Whole headings, for what is misspelt or nearly one of them.
_LIKE: tuple[tuple[str, str], ...] = (
    ("name", "measure name"), ("name", "measure title"), ("name", "quality measure"),
    ("name", "measure"), ("name", "measures"), ("name", "performance measure"),
    ("name", "indicator"), ("name", "name of measure"), ("name", "nombre de la medida"),
    ("name", "indicador"), ("steward", "steward"), ("steward", "measure steward"),
    ("steward", "measure developer"), ("type", "measure type"), ("type", "tipo de medida"),
    ("data_source", "data source"), ("data_source", "fuente de datos"), ("domain", "domain"),
    ("domain", "measure domain"), ("cbe", "nqf number"), ("cbe", "cbe number"), ("cms", "ecqm id"),
    ("cms", "emeasure id"), ("mips", "mips id"), ("mips", "quality number"),
    ("mips", "mips number"),
    ("hedis", "hedis acronym"), ("hedis", "hedis abbreviation"), ("hedis", "acronym"),
    ("hedis", "abbreviation"), ("key", "measure id"), ("key", "measure number"),
    ("key", "identifier"), ("year", "measurement year"), ("year", "performance year"),
    ("set", "program name"), ("set", "programa"), ("weight", "weight"), ("weight", "points"),
    ("target", "benchmark"), ("target", "threshold"), ("note", "comments"), ("note", "notes"),
)  # fmt: skip
#: What names a numbering in a heading of more words; the words beside it; what says that it is one.
_NUMBERINGS: Mapping[str, str] = {
    "nqf": "cbe", "cbe": "cbe", "cms": "cms", "ecqm": "cms", "emeasure": "cms", "mips": "mips",
    "qpp": "mips", "pqrs": "mips", "quality": "mips", "hedis": "hedis", "qcdr": "qcdr",
    "aco": "aco", "mssp": "aco", "gpro": "gpro", "cmit": "cmit",
}  # fmt: skip
_OF_IDS = frozenset({"id", "ids", "identifier", "number", "no", "n", "num", "nbr", "code", "numero",
                     "identificador"})  # fmt: skip
_BESIDE_IDS = frozenset({"measure", "measures", "medida", "indicador", "de", "del", "la", "the",
                         "of", "formerly", "if", "endorsed", "endorsement", "applicable",
                         "medicare", "ncqa"})  # fmt: skip
#: The words of a heading of names: one that says what is named, and those beside it.
_NAMED = frozenset({"measure", "measures", "metric", "metrics", "indicator", "indicators",
                    "kpi", "kpis", "medida", "medidas", "indicador", "indicadores",
                    "metrica"})  # fmt: skip
_BESIDE_NAMES = frozenset({"quality", "performance", "clinical", "hedis", "ecqm", "cqm", "p4p",
                           "full", "short", "long", "official", "complete", "title", "name",
                           "label", "description", "nombre", "titulo", "of", "the", "de", "del",
                           "la", "calidad", "desempeno", "health", "care"})  # fmt: skip
_SPOKEN = (("consensus based entity", "cbe"), ("national quality forum", "nqf"))
#: From this likeness on (0 to 100) a heading is taken for one that is known.
_NEAR = 85.0
#: The ranks of a heading that is only like a known one, and of one that no rule knows.
LIKE = len(_COMPILED)
UNKNOWN = LIKE + 1
_LONGEST = 70
#: Short forms that databases write.
_SHORT = {
    "nm": "name", "nme": "name", "ttl": "title", "msr": "measure", "meas": "measure",
    "msre": "measure", "nbr": "number", "num": "number", "desc": "description", "cd": "code",
    "stwd": "steward", "org": "organization", "src": "source", "typ": "type", "ind": "indicator",
    "wt": "weight", "pts": "points", "yr": "year", "dom": "domain", "pgm": "program",
    "prog": "program", "abbrev": "abbreviation", "qual": "quality",
}  # fmt: skip
_PLAIN = re.compile(r"[^a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")


def plain(heading: str) -> str:
    r"""Return a heading's words: accents off, camelCase parted.

    >>> plain("NQF #\n(if endorsed)"), plain("measureName"), plain("Año"), plain("CMS eCQM ID")
    ('nqf no if endorsed', 'measure name', 'ano', 'cms ecqm id')
    """
    parted = " " not in heading.strip() and not heading.isupper()
    text = _HUMP.sub(" ", heading) if parted else heading
    bare = unicodedata.normalize("NFKD", text.replace("#", " no ").replace("º", " no "))
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _PLAIN.sub(" ", kept.lower()).strip()


def field_of(heading: str) -> tuple[str, int]:
    """Return the field that a heading means and the rank of the rule ("" if none does).

    >>> [field_of(text)[0] for text in ("NQF #", "nqfId", "Measrue Name", "msr_nm", "CPC+")]
    ['cbe', 'cbe', 'name', 'name', '']
    >>> [field_of(text)[0] for text in ("2018 Target", "Benchmark CY2018", "2018 Core Set")]
    ['target', 'target', '']
    """
    return ("", UNKNOWN) if len(heading) > _LONGEST else _field_of(heading)


@lru_cache(maxsize=4096)
def _field_of(heading: str) -> tuple[str, int]:
    said = plain(heading)
    whole = " ".join(_SHORT.get(word, word) for word in said.split())
    for words in dict.fromkeys((said, plain(heading.lower()), whole)):
        for rank, (field, pattern) in enumerate(_COMPILED if words else ()):
            if pattern.fullmatch(words):
                return field, rank
    told = _told(whole)
    return (told, LIKE) if told else _likest(whole)


def _told(words: str) -> str:
    """Return what a heading says in words of which none is strange: a numbering, several, a name.

    >>> _told("measure id mips"), _told("nqf no quality id"), _told("measure full name 2025")
    ('mips', 'ids', 'name')
    """
    for spoken, short in _SPOKEN:
        words = words.replace(spoken, short)
    said = words.split()
    schemes = {_NUMBERINGS[word] for word in said if word in _NUMBERINGS}
    beside = {word for word in said if word not in _NUMBERINGS} - _BESIDE_IDS
    if schemes and beside <= _OF_IDS and (beside or len(schemes) > 1):
        return schemes.pop() if len(schemes) == 1 else "ids"
    bare = {word for word in said if not re.fullmatch(r"(my|py)?(19|20)\d\d|s", word)}
    return "name" if bare & _NAMED and bare <= _NAMED | _BESIDE_NAMES else ""


def _likest(words: str) -> tuple[str, int]:
    """Return the field of the known heading that is most alike, if it is near enough."""
    from rapidfuzz.distance.OSA import normalized_similarity

    if len(words) < 5 or any(letter.isdigit() for letter in words):
        return "", UNKNOWN
    score, field = max((100 * normalized_similarity(words, known), field) for field, known in _LIKE)
    return (field, LIKE) if score >= _NEAR else ("", UNKNOWN)
