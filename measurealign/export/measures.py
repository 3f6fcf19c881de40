"""The aligned measures as a table (CSV): one row a measure, with ids, tier, agreement, reasons."""

import csv
import io

from measurealign.alignment.recommendation import Recommendation

COLUMNS = (
    "tier", "subject", "measure", "family", "cbe", "cms", "mips", "hedis", "steward", "type",
    "data_source", "agreement", "asked_by", "kept_by", "changed_by", "reasons", "substitutes",
)  # fmt: skip


def measures_csv(found: Recommendation) -> str:
    """Return the chosen measures as CSV, in the order of the recommendation."""
    agreement = {one.subject: one for one in found.tiers}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in found.chosen:
        known, line = one.facts, agreement.get(one.facts.subject)
        ids = ["; ".join(known.ids.get(scheme, ())) for scheme in ("cbe", "cms", "mips", "hedis")]
        kept = sorted({each.programme for each in one.serves if each.keeps})
        changed = sorted({each.programme for each in one.serves if not each.keeps})
        writer.writerow([
            one.tier, known.subject_label, known.label, known.family, *ids, known.steward or "",
            known.type or "", known.data_source or "", line.agreement if line else "",
            "; ".join(line.by) if line else "", "; ".join(kept), "; ".join(changed),
            "; ".join(one.reasons), "; ".join(each.label for each in one.substitutes) or "none",
        ])  # fmt: skip
    return out.getvalue()
