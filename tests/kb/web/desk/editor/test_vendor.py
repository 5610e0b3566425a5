import hashlib
import re

from kb.web.assets import FOLDER

VENDOR = FOLDER / "js" / "vendor"


def test_files_of_others_are_those_that_were_published() -> None:
    told = (VENDOR / "README.md").read_text(encoding="utf-8")
    sums = dict(re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", told, re.MULTILINE))
    scripts = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*.js")}
    assert set(sums) == scripts
    for name, expected in sums.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == expected
        assert (VENDOR / name).with_name("LICENSE").is_file()
