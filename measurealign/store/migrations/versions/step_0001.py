"""The first tables: project, entry, original, event; the history can only be added to."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_SQLITE = (
    "CREATE TRIGGER event_stands BEFORE UPDATE ON event "
    "BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END",
    "CREATE TRIGGER event_stays BEFORE DELETE ON event "
    "WHEN EXISTS (SELECT 1 FROM project WHERE id = OLD.project) "
    "BEGIN SELECT RAISE(ABORT, 'the history goes only with its project'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION event_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM project WHERE id = OLD.project) THEN "
    "RAISE EXCEPTION 'the history is only added to, and goes only with its project'; END IF; "
    "RETURN OLD; END $$",
    "CREATE TRIGGER event_stands BEFORE UPDATE OR DELETE ON event "
    "FOR EACH ROW EXECUTE FUNCTION event_stands()",
)


def upgrade() -> None:
    """Make the tables and the triggers."""
    _projects()
    _entries()
    _events()
    for line in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(line)


def _of_project() -> "sa.Column[str]":
    to = sa.ForeignKey("project.id", ondelete="CASCADE")
    return sa.Column("project", sa.String(32), to, nullable=False)


def _projects() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
    )


def _entries() -> None:
    op.create_table(
        "entry",
        _of_project(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("place", _NUMBER, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("project", "kind", "key"),
    )
    op.create_index("entry_of_kind", "entry", ["kind", "key"])
    op.create_table(
        "original",
        _of_project(),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("project", "digest"),
    )


def _events() -> None:
    op.create_table(
        "event",
        sa.Column("id", _NUMBER, primary_key=True, autoincrement=True),
        _of_project(),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_index("event_of_project", "event", ["project", "id"])
