"""The editor of drafts in the browser: a form for the front matter, Markdown for the body."""
