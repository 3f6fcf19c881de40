"""Stewards as the catalog calls them: the short names of those that own many measures.

>>> steward("National Committee for Quality Assurance (NCQA)"), steward("Acme Health Plan")
('NCQA', 'Acme Health Plan')
"""

import re

#: (short name, what people write): the pattern must fit the whole name, brackets aside.
_STEWARDS: tuple[tuple[str, str], ...] = (
    ("NCQA", r"national committee (for|on) quality assurance|n\.?c\.?q\.?a\.?"),
    ("CMS", r"cent(er|re)s? for medicare (&|and) medicaid services?|cms"),
    ("AHRQ", r"agency for health ?care research (&|and) quality|ahrq"),
    ("PCPI", r"physician consortium for performance improvement( foundation)?|(ama-?)?pcpi.*"),
    ("MNCM", r"(minnesota|mn) community measurement|mncm"),
    ("OPA", r"(hhs )?office of population affairs|opa"),
    ("OHA", r"oregon health authority|oha"),
    ("DQA", r"dental quality alliance|(american dental association.*)?dqa"),
    ("PQA", r"pharmacy quality alliance|pqa"),
    ("HRSA", r"health resources (&|and) services administration|hrsa"),
    ("WCHQ", r"wisconsin collaborative for health ?care quality|wchq"),
    ("CDC", r"centers for disease control (&|and) prevention|cdc"),
    ("OHSU", r"oregon health (&|and) science university|ohsu"),
    ("SAMHSA", r"substance abuse (&|and) mental health services administration|samhsa"),
    (
        "American Academy of Otolaryngology - Head and Neck Surgery",
        r"american academy of otolaryngology ?[-–]? ?head and neck surgery( foundation)?",
    ),
    ("American College of Cardiology", r"american college of cardiology( foundation)?"),
    ("Society for Vascular Surgery", r"society for vascular surge(ry|ons)"),
    ("American Academy of Orthopaedic Surgeons", r"american academy of orthopa?edic surgeons"),
    (
        "American Academy of Hospice and Palliative Medicine",
        r"american academy of hospice and palliative medicine",
    ),
    ("Heart Rhythm Society", r"(the )?heart rhythm society"),
    ("Insignia Health", r"insignia health.*"),
    ("AMA", r"american medical association|ama"),
    ("American Heart Association", r"american heart association|aha"),
    ("American Board of Family Medicine", r"(the )?american board of family medicine|abfm"),
)
_COMPILED = tuple((short, re.compile(pattern, re.IGNORECASE)) for short, pattern in _STEWARDS)
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*")


def steward(text: str) -> str:
    """Return a steward's name as the catalog writes it; an unknown one stays as it is."""
    name = " ".join(text.split())
    bare = _BRACKETED.sub(" ", name).strip()
    return next((short for short, pattern in _COMPILED if pattern.fullmatch(bare)), name)
