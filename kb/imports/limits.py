"""How large and how slow an imported file may be."""

MEGABYTE = 1_000_000

MAX_FILE = 20 * MEGABYTE
"""Bytes of the file that an editor sends."""
MAX_ENTRIES = 4_000
"""Files inside a DOCX or ODT."""
MAX_DIRECTORY = 1 * MEGABYTE
"""Bytes of the list of files inside a DOCX or ODT."""
MAX_UNPACKED = 120 * MEGABYTE
"""Bytes of a DOCX or ODT once unpacked."""
MAX_RATIO = 200
"""How many times larger a file may get by unpacking; real office files stay under 40."""
RATIO_COUNTS_FROM = 20 * MEGABYTE
"""Unpacked bytes below which the ratio means nothing."""
MAX_XML = 30 * MEGABYTE
"""Bytes of one XML part."""
MAX_TEXT = 900_000
"""Bytes of the text that comes out; a version of a standard may hold 1 MB."""
MAX_PAGES = 600
"""Pages of a PDF."""
MAX_PICTURES = 40
MAX_PICTURE = 4 * MEGABYTE
MAX_ALL_PICTURES = 12 * MEGABYTE
MAX_CELLS = 20_000
"""Cells of tables in a text, or words in a sheet, that are read."""

WALL_CLOCK = 25.0
"""Seconds that reading a file may take."""
CPU_SECONDS = 25
WAITING = 4.0
"""Seconds that a file waits for its turn; with reading it stays under 30 s."""
AT_ONCE = 2
"""Files that one process of the site has read at the same time."""
WORKER_MEMORY = 900 * MEGABYTE
"""Bytes of address space of the process that reads a file."""
PANDOC_HEAP = 512
"""Megabytes that pandoc may use."""
MAX_OUTPUT = 40 * MEGABYTE
"""Bytes of any file that a reading process writes."""
