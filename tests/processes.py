"""Processes of their own for tests of what several of them do to one file, at once or when killed.

They are forked from one that has loaded what they need: starting each from nothing takes seconds.
"""

import multiprocessing

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    ["pytest", "indexer.whoosh_engine", "kb.migrating", "kb.search_counter", "kb.tables"]
)
