"""One frozen settings object, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from kb.errors import SettingsError

_PACKAGE = Path(__file__).parent
_BUNDLED = _PACKAGE / "bundled" / "standards"


def bundled_standards() -> Path:
    """The standards that come with the program: inside the wheel, or beside `kb/` in a checkout."""
    return _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent / "standards"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation may choose; each field is read from the variable in `ENVIRONMENT`.

    `standards` is the folder that is read. `content` is the repository of the installation, in
    which editors work; `None` where a folder to read was named instead.
    """

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
    mail: str = field(default="", repr=False)
    mail_from: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    oidc_name: str = "Konto w urzędzie"
    content: Path | None = None

    @property
    def editable(self) -> bool:
        """Whether the standards are the content repository, which editors may change."""
        return self.content is not None and self.standards == self.content

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
    if "standards" in given and "content" in given:
        raise SettingsError(
            "KB_STANDARDS i KB_CONTENT wykluczają się → zostaw KB_CONTENT, aby redagować treść, "
            "albo KB_STANDARDS, aby katalog tylko czytać"
        )
    var = Path(given.get("var", "var")).resolve()
    content = Path(given.get("content", var / "content")).resolve()
    hosts = tuple(h.strip() for h in given.get("trusted_hosts", "").split(",") if h.strip())
    return Settings(
        standards=Path(given.get("standards", bundled_standards())).resolve(),
        var=var,
        host=given.get("host", "127.0.0.1"),
        port=_port(given.get("port", "8000")),
        engine=engine,
        database=given.get("database", ""),
        base_url=given.get("base_url", "").rstrip("/"),
        trusted_hosts=hosts,
        log_level=level,
        proxies=_proxies(given.get("proxies", "0")),
        prepare_files=_yes("KB_PREPARE_FILES", given.get("prepare_files", "tak")),
        content=None if "standards" in given else content,
        admin_second_factor=_yes("KB_ADMIN_SECOND_FACTOR", given.get("admin_second_factor", "nie")),
        **_mail(given),
        **_sign_in_elsewhere(given),
    )


def _mail(given: Mapping[str, str]) -> dict[str, str]:
    server, sender = given.get("mail", ""), given.get("mail_from", "")
    if server and (
        urlsplit(server).scheme not in ("smtp", "smtps") or not urlsplit(server).hostname
    ):
        raise SettingsError(
            "KB_MAIL: to nie jest serwer poczty → wpisz np. smtp://poczta.example.pl"
        )
    if server and "@" not in sender:
        raise SettingsError("KB_MAIL_FROM: brak adresu nadawcy → wpisz np. baza@example.pl")
    return {"mail": server, "mail_from": sender}


def _sign_in_elsewhere(given: Mapping[str, str]) -> dict[str, str]:
    """The provider of OpenID Connect: all that is needed to use it, or nothing."""
    names = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")
    found = {name: given[name] for name in names if name in given}
    if not found:
        return {}
    missing = [ENVIRONMENT[name] for name in names if name not in found]
    if missing:
        raise SettingsError(f"{', '.join(missing)}: brak → wpisz, co nadał dostawca tożsamości")
    issuer = urlsplit(found["oidc_issuer"])
    if issuer.scheme != "https" and issuer.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise SettingsError("KB_OIDC_ISSUER: adres bez szyfrowania → wpisz adres z https://")
    if "oidc_name" in given:
        found["oidc_name"] = given["oidc_name"]
    return found


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
