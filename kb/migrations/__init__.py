"""The schema of the database, one step a file: `versions/NNNN_name.py`, `NNNN` its revision.

Steps are Alembic's; `kb.migrating` runs those that are missing. To add one, change the tables and
write the next file by hand, or let Alembic propose it:
`alembic -c kb/migrations/alembic.ini revision --autogenerate --rev-id NNNN -m name`.
A test compares the outcome with the tables.
"""
