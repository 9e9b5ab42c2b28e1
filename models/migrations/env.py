"""Alembic's entry: runs the migrations on the connection that Database.upgrade hands over."""

from alembic import context

from models import tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=tables.Base.metadata, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
