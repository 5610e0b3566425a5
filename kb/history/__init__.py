"""The history of the content: drafts, review and publishing in a git repository.

Nobody who edits sees git, and no git program is needed: the repository is written through libgit2.
"""
