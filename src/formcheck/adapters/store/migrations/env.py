"""What alembic runs: the scripts go through a connection, and a transaction, that is open already."""

from alembic import context

from formcheck.adapters.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
