"""Pages of accounts: signing in, one's own account, links, and the accounts of all."""
