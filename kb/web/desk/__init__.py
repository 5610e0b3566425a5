"""The editors' part of the site: everything under `/redakcja`, one module a concern."""
