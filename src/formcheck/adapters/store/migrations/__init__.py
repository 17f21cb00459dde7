"""How the tables became what they are: alembic's scripts, one a change."""
