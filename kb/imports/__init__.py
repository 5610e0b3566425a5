"""Files that editors bring (DOCX, ODT, PDF) → drafts, with remarks on what was lost or doubtful.

What a file really is, is sniffed within bounds; the file is then read in a sandboxed process, and
what comes back is turned into a document by pure functions.
"""
