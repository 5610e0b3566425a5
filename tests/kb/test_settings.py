from pathlib import Path

import pytest

from kb.errors import SettingsError
from kb.settings import ENVIRONMENT, Settings, bundled_standards, read_settings


def test_without_any_variable_the_defaults_hold() -> None:
    settings = read_settings({})
    var = Path("var").resolve()
    assert settings == Settings(bundled_standards().resolve(), var, content=var / "content")


def test_every_field_is_read_from_its_variable(tmp_path: Path) -> None:
    values = {
        "standards": str(tmp_path),
        "var": str(tmp_path / "v"),
        "host": "0.0.0.0",
        "port": "81",
        "engine": "whoosh",
        "database": "sqlite://",
        "base_url": "https://example.pl/",
        "trusted_hosts": "a.pl, b.pl",
        "log_level": "debug",
        "proxies": "1",
        "prepare_files": "nie",
    }
    assert set(values) == set(ENVIRONMENT) - {"content"}  # excludes "standards"
    settings = read_settings({ENVIRONMENT[name]: value for name, value in values.items()})
    assert settings == Settings(
        tmp_path.resolve(),
        (tmp_path / "v").resolve(),
        "0.0.0.0",
        81,
        "whoosh",
        "sqlite://",
        "https://example.pl",
        ("a.pl", "b.pl"),
        "DEBUG",
        1,
        prepare_files=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KB_PROXIES", "tak"),
        ("KB_PREPARE_FILES", "yes"),
        ("KB_PROXIES", "-1"),
        ("KB_PORT", "http"),
        ("KB_PORT", "70000"),
        ("KB_ENGINE", "sql"),
        ("KB_LOG_LEVEL", "głośno"),
    ],
)
def test_a_value_that_cannot_be_used_names_its_variable(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read_settings({name: value})


def test_the_content_repository_lies_in_var_or_where_told(tmp_path: Path) -> None:
    beside = read_settings({"KB_VAR": str(tmp_path)})
    assert beside.content == tmp_path / "content"
    told = read_settings({"KB_CONTENT": str(tmp_path / "repozytorium")})
    assert told.content == tmp_path / "repozytorium"
    assert not told.editable


def test_a_folder_of_standards_to_read_has_no_repository(tmp_path: Path) -> None:
    settings = read_settings({"KB_STANDARDS": str(tmp_path)})
    assert settings.content is None
    assert not settings.editable
    with pytest.raises(SettingsError, match="wykluczają się"):
        read_settings({"KB_STANDARDS": str(tmp_path), "KB_CONTENT": str(tmp_path)})
