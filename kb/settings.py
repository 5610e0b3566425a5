"""One frozen settings object, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from kb.errors import SettingsError

_PACKAGE = Path(__file__).parent
_BUNDLED = _PACKAGE / "bundled" / "standards"


def bundled_standards() -> Path:
    """The standards that come with the program: inside the wheel, or beside `kb/` in a checkout."""
    return _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent / "standards"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation may choose; each field is read from the variable in `ENVIRONMENT`."""

    standards: Path
    var: Path
    host: str = "127.0.0.1"
    port: int = 8000
    engine: str = "whoosh"
    database: str = ""
    base_url: str = ""
    trusted_hosts: tuple[str, ...] = ()
    log_level: str = "INFO"
    proxies: int = 0
    prepare_files: bool = True
    admin_second_factor: bool = False

    @property
    def database_url(self) -> str:
        """The database of the installation: as set, else SQLite in `var`."""
        return self.database or f"sqlite:///{self.var / 'baza.sqlite'}"


ENVIRONMENT: Mapping[str, str] = {f.name: f"KB_{f.name.upper()}" for f in fields(Settings)}
"""Field of `Settings` → environment variable."""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; what is not set has its default.

    Raises:
        SettingsError: a value cannot be used; the message names the variable and the remedy.
    """
    values = os.environ if environment is None else environment
    given = {name: values[key] for name, key in ENVIRONMENT.items() if values.get(key)}
    engine = given.get("engine", "whoosh")
    if engine != "whoosh":
        raise SettingsError(f"KB_ENGINE: nieznany silnik „{engine}” → wpisz „whoosh”")
    level = given.get("log_level", "INFO").upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise SettingsError(
            f"KB_LOG_LEVEL: nieznany poziom „{level}” → wpisz DEBUG, INFO, WARNING albo ERROR"
        )
    hosts = tuple(h.strip() for h in given.get("trusted_hosts", "").split(",") if h.strip())
    return Settings(
        standards=Path(given.get("standards", bundled_standards())).resolve(),
        var=Path(given.get("var", "var")).resolve(),
        host=given.get("host", "127.0.0.1"),
        port=_port(given.get("port", "8000")),
        engine=engine,
        database=given.get("database", ""),
        base_url=given.get("base_url", "").rstrip("/"),
        trusted_hosts=hosts,
        log_level=level,
        proxies=_proxies(given.get("proxies", "0")),
        prepare_files=_yes("KB_PREPARE_FILES", given.get("prepare_files", "tak")),
        admin_second_factor=_yes(
            "KB_ADMIN_SECOND_FACTOR", given.get("admin_second_factor", "nie")
        ),
    )


def _yes(name: str, text: str) -> bool:
    if text not in ("tak", "nie"):
        raise SettingsError(f"{name}: nieznana wartość „{text}” → wpisz „tak” albo „nie”")
    return text == "tak"


def _proxies(text: str) -> int:
    if not text.isdigit() or int(text) > 9:
        raise SettingsError(f"KB_PROXIES: „{text}” → wpisz, ile serwerów pośredniczy: od 0 do 9")
    return int(text)


def _port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 65_535:
        raise SettingsError(f"KB_PORT: „{text}” nie jest portem → wpisz liczbę od 1 do 65535")
    return int(text)
