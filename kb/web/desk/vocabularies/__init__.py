"""Editing of the vocabularies in the browser."""
