import time, re, shutil
from pathlib import PurePosixPath, Path
import pytest
from tests.kb.web.desk.conftest import *
from tests.kb.web.desk.workflow import *
from tests.kb.web.desk.people import token_of
from kb.settings import bundled_standards
from kb.history.history import History
@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "standards"
    shutil.copytree(bundled_standards(), folder)
    for i in range(16):
        for p in list(folder.glob("p*/*/2026-01-15.md")):
            if "-k" in p.parent.name: continue
            d=p.parent.parent/f"{p.parent.name}-k{i}"; d.mkdir()
            (d/p.name).write_text(p.read_text())
    return History.create(tmp_path/"content", folder)
@pytest.fixture
def desk_settings(content, tmp_path):
    return Settings(standards=content.root, content=content.root, var=tmp_path / "var", prepare_files=False)
def test_t(content, sign_in):
    somebodys_draft(content, sent=True)
    c = sign_in("administrator")
    h=head_of(content)
    token=token_of(c, "/redakcja/standardy")
    import cProfile,pstats
    pr=cProfile.Profile(); pr.enable()
    c.post(f"{DRAFT}/publikuj", data={"token":token,"glowa":h,"opis":"x"})
    pr.disable(); pstats.Stats(pr).sort_stats("cumtime").print_stats(60)
