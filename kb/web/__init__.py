"""The site: pages for readers over the published library."""
