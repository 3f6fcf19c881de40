"""The tables. A value is kept whole, as the JSON of the type that its YAML file holds.

So nothing can be lost between screen, store and file, and a new field needs no migration. What is
asked by (project, kind, key, order) are columns.
"""

import sqlalchemy as sa

meta = sa.MetaData()
#: SQLite counts only a column of its own INTEGER up by itself.
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of_project() -> sa.Column[str]:
    to = sa.ForeignKey("project.id", ondelete="CASCADE")
    return sa.Column("project", sa.String(32), to, nullable=False)


#: `revision` counts every change of anything in the project.
project = sa.Table(
    "project", meta,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("changed", sa.String(32), nullable=False),
)  # fmt: skip

#: What stands now: one value of a kind (list, judgement, vote ...) by its key. `place`: the event
#: that last wrote it; it is the value's version, and the order in which values are told.
entry = sa.Table(
    "entry", meta,
    _of_project(),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("place", _NUMBER, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.PrimaryKeyConstraint("project", "kind", "key"),
    sa.Index("entry_of_kind", "kind", "key"),
)  # fmt: skip

#: The files as people brought them, each once, by their SHA-256.
original = sa.Table(
    "original", meta,
    _of_project(),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.PrimaryKeyConstraint("project", "digest"),
)  # fmt: skip

#: The history: only ever added to (triggers see to it), gone only with its project.
event = sa.Table(
    "event", meta,
    sa.Column("id", _NUMBER, primary_key=True, autoincrement=True),
    _of_project(),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
    sa.Index("event_of_project", "project", "id"),
    sqlite_autoincrement=True,
)  # fmt: skip
