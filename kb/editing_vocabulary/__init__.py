"""Editing of the vocabularies: rows as forms hold them, their uses, renaming. Knows no web."""
