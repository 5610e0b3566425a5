"""The bundled standards grown to any number of documents, as files that the site can serve."""

import re
import shutil
from itertools import cycle, islice
from pathlib import Path

_CODE = re.compile(r"^code: *\"?(?P<area>[A-Z0-9]+)-\d\d\"?$", re.MULTILINE)
_TITLE = re.compile(r'^title: *(?P<quote>["\']?)(?P<title>.*?)(?P=quote)$', re.MULTILINE)
LONGEST_TITLE = 110


def grow_catalogue(source: Path, into: Path, count: int) -> int:
    """Copy a content folder; add copies of its standards under new names until there are `count`.

    Copies keep text, versions and files, so that every page weighs what a real one does. Returns
    how many standards there are.
    """
    shutil.copytree(source, into)
    folders = sorted(path.parent for path in source.glob("*/*/????-??-??.md"))
    originals = list(dict.fromkeys(folders))
    wanted = max(count - len(originals), 0)
    for number, folder in enumerate(islice(cycle(originals), wanted), 2 * len(originals)):
        slug = f"{folder.name[:60]}-{number // len(originals)}"
        copy = into / folder.relative_to(source).with_name(slug)
        shutil.copytree(folder, copy)
        for version in copy.glob("????-??-??.md"):
            version.write_text(_renamed(version.read_text("utf-8"), number), "utf-8")
    return len(originals) + wanted


def _renamed(text: str, number: int) -> str:
    """The document under another code and title."""
    text = _CODE.sub(lambda found: f"code: {found['area']}-{number % 100:02}", text, count=1)
    return _TITLE.sub(
        lambda found: f'title: "{found["title"][:LONGEST_TITLE]} {number}"', text, count=1
    )
