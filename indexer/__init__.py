"""A Polish faceted search library over Whoosh. Knows nothing of standards, Flask or git."""
