"""People who edit: their accounts, roles, sessions, one-time links and second factors."""
