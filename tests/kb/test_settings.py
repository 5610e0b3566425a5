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
        "admin_second_factor": "tak",
        "mail": "smtps://ja:haslo@poczta.example.pl",
        "mail_from": "baza@example.pl",
        "oidc_issuer": "https://login.example.pl",
        "oidc_client_id": "baza",
        "oidc_client_secret": "sekret",
        "oidc_name": "Urząd Miasta",
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
        admin_second_factor=True,
        mail="smtps://ja:haslo@poczta.example.pl",
        mail_from="baza@example.pl",
        oidc_issuer="https://login.example.pl",
        oidc_client_id="baza",
        oidc_client_secret="sekret",
        oidc_name="Urząd Miasta",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KB_PROXIES", "tak"),
        ("KB_PREPARE_FILES", "yes"),
        ("KB_PROXIES", "-1"),
        ("KB_PORT", "http"),
        ("KB_PORT", "70000"),
        ("KB_ADMIN_SECOND_FACTOR", "yes"),
        ("KB_MAIL", "poczta.example.pl"),
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


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"KB_MAIL": "smtp://poczta.example.pl"}, "KB_MAIL_FROM: brak"),
        ({"KB_OIDC_ISSUER": "https://login.example.pl"}, "KB_OIDC_CLIENT_ID, KB_OIDC_CLIENT_SEC"),
        (
            {
                "KB_OIDC_ISSUER": "http://login.example.pl",
                "KB_OIDC_CLIENT_ID": "baza",
                "KB_OIDC_CLIENT_SECRET": "sekret",
            },
            "KB_OIDC_ISSUER: adres bez szyfrowania",
        ),
    ],
)
def test_settings_that_belong_together_are_asked_for(values: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        read_settings(values)


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    values = {
        "KB_MAIL": "smtp://ja:tajne@poczta.example.pl",
        "KB_MAIL_FROM": "baza@example.pl",
        "KB_OIDC_ISSUER": "https://login.example.pl",
        "KB_OIDC_CLIENT_ID": "baza",
        "KB_OIDC_CLIENT_SECRET": "tajne",
    }
    assert "tajne" not in repr(read_settings(values))
