"""The knowledge base: documents, search, the site and the command line."""
