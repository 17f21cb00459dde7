"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "profiles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(120), nullable=True),
        sa.Column("pin", sa.String(200), nullable=True),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.Column("next_try", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_profiles"),
        sa.UniqueConstraint("key", name="uq_profiles_key"),
        sa.UniqueConstraint("name", name="uq_profiles_name"),
    )
    op.create_table(
        "sets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.String(60), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(8), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("asked_side", sa.String(8), nullable=True),
        sa.Column("criteria", sa.String(40), nullable=False),
        sa.Column("first_criteria", sa.String(40), nullable=False),
        sa.Column("judged_again_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("judged_share", sa.Double(), nullable=False),
        sa.Column("report", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sets"),
        sa.UniqueConstraint("key", name="uq_sets_key"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name="fk_sets_profile_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sets_of_profile", "sets", ["profile_id", "done_at"])
    op.create_table(
        "figures",
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(40), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("set_id", "measure", "side", name="pk_figures"),
        sa.ForeignKeyConstraint(["set_id"], ["sets.id"], name="fk_figures_set_id", ondelete="CASCADE"),
    )
    op.create_table(
        "pieces",
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("set_id", "part", "number", name="pk_pieces"),
        sa.ForeignKeyConstraint(["set_id"], ["sets.id"], name="fk_pieces_set_id", ondelete="CASCADE"),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("key", name="uq_documents_key"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name="fk_documents_profile_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_documents_of_kind", "documents", ["profile_id", "kind", "at"])


def downgrade() -> None:
    """Nobody goes back: an older formcheck refuses what a newer one wrote, and the copy is beside it."""
    raise NotImplementedError
