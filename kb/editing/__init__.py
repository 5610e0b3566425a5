"""Editing of standards: documents as forms hold them, checked, merged and begun. Knows no web."""
