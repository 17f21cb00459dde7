"""The migrations that there are, and one more, as a later formcheck might bring it: it rewrites every set."""

import shutil
from pathlib import Path

from formcheck.adapters.store import migrations

_LATER = """
import sqlalchemy as sa
from alembic import op

revision = "later"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("sets") as table:
        table.add_column(sa.Column("mood", sa.String(20), nullable=False, server_default="calm"))
    connection = op.get_bind()
    for (set_id,) in connection.execute(sa.text("SELECT id FROM sets")).all():
        connection.execute(sa.text("UPDATE sets SET mood = 'bright' WHERE id = :id"), dict(id=set_id))
    op.create_table("moods", sa.Column("name", sa.String(20), primary_key=True))
"""


def later_scripts(folder: Path, newest: str = "0001") -> Path:
    """Folder of alembic's scripts."""
    scripts = folder / "migrations"
    shutil.copytree(
        Path(str(migrations.__file__)).parent, scripts, ignore=shutil.ignore_patterns("__pycache__")
    )
    (scripts / "versions" / "later.py").write_text(_LATER.format(newest=newest))
    return scripts
