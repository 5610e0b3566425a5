import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kb.errors import SettingsError
from kb.secret import FILE, read_secret


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    secret = read_secret(tmp_path / "var")
    assert len(secret) == 64
    assert read_secret(tmp_path / "var") == secret
    assert stat.S_IMODE((tmp_path / "var" / FILE).stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == [FILE]


def test_all_who_make_it_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(read_secret, [tmp_path] * 32))
    assert len(secrets) == 1


def test_a_damaged_secret_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("krotki")
    with pytest.raises(SettingsError, match="uszkodzony"):
        read_secret(tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("plik")
    with pytest.raises(SettingsError, match="klucza"):
        read_secret(tmp_path / "var")
