"""The command line of accounts: `kb user …`."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from kb.accounts import links, people, sessions
from kb.accounts.passwords import password_problem, set_password
from kb.accounts.roles import ROLES, Role
from kb.accounts.second_factor import remove as remove_second_factor
from kb.accounts.security import accounts, install_security
from kb.accounts.tables import Account
from kb.database import Database
from kb.documents.text import polish_date
from kb.errors import KnowledgeBaseError
from kb.secret import read_secret
from kb.settings import Settings

_role = click.Choice(ROLES)


@click.group()
def user() -> None:
    """Konta osób, które redagują treść."""


@user.command()
@click.option("--email", required=True, help="Adres e-mail, którym osoba się loguje.")
@click.option("--name", required=True, help="Imię i nazwisko, jak ma stać w historii.")
@click.option("--role", type=_role, default="administrator", show_default=True, help="Rola.")
@click.option("--invite", is_flag=True, help="Nie pytaj o hasło: wypisz link, którym je ustawi.")
@click.pass_obj
def create(settings: Settings, email: str, name: str, role: Role, invite: bool) -> None:
    """Załóż konto; pierwsze administratora powstaje tym poleceniem."""
    with _opened(settings) as session:
        account = people.create(session, email, name, role)
        if invite:
            _print_link(session, settings, account)
        else:
            set_password(account, _asked_password(account))
            click.echo(f"Konto gotowe: {account.name}, {account.role}.")


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="Wypisz konta jako JSON.")
@click.pass_obj
def list_(settings: Settings, as_json: bool) -> None:
    """Wypisz wszystkie konta."""
    with _opened(settings) as session:
        found = people.everybody(session)
        if as_json:
            rows = [_machine_readable(account) for account in found]
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for account in found:
            click.echo(_line(account))
        if not found:
            click.echo("Nie ma jeszcze żadnego konta. Załóż pierwsze: kb user create")


@user.command("role")
@click.argument("email")
@click.argument("role", type=_role)
@click.pass_obj
def role_(settings: Settings, email: str, role: Role) -> None:
    """Zmień rolę konta."""
    _change(settings, email, lambda session, account: people.set_role(session, account, role))


@user.command()
@click.argument("email")
@click.pass_obj
def disable(settings: Settings, email: str) -> None:
    """Wyłącz konto i zakończ jego sesje; to, co napisało, zostaje."""
    _change(settings, email, people.disable)


@user.command()
@click.argument("email")
@click.pass_obj
def enable(settings: Settings, email: str) -> None:
    """Włącz konto, które było wyłączone."""
    _change(settings, email, lambda _, account: people.enable(account))


@user.command()
@click.argument("email")
@click.pass_obj
def invite(settings: Settings, email: str) -> None:
    """Wypisz nowy link z zaproszeniem dla konta, które nie ma jeszcze hasła."""
    with _opened(settings) as session:
        account = _found(session, email)
        if account.password:
            raise click.ClickException("To konto ma już hasło. Nowe ustawi link: kb user reset")
        _print_link(session, settings, account)


@user.command()
@click.argument("email")
@click.option("--second-factor", is_flag=True, help="Usuń też drugi składnik (zgubiony telefon).")
@click.pass_obj
def reset(settings: Settings, email: str, second_factor: bool) -> None:
    """Wypisz link do ustawienia nowego hasła i zakończ sesje konta."""
    with _opened(settings) as session:
        account = _found(session, email)
        sessions.end_all(session, account.id)
        if second_factor:
            remove_second_factor(account)
            click.echo("Drugi składnik usunięty.")
        _print_link(session, settings, account)


def _change(settings: Settings, email: str, change: Callable[[Session, Account], None]) -> None:
    """Change the account with that address and print what it is now."""
    with _opened(settings) as session:
        account = _found(session, email)
        change(session, account)
        click.echo(_line(account))


@contextmanager
def _opened(settings: Settings) -> Iterator[Session]:
    """A session that is committed at the end; errors become messages."""
    settings.var.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url)
    try:
        app = Flask(__name__)
        install_security(app, database, read_secret(settings.var))
        with app.app_context():
            session = accounts().session
            yield session
            session.commit()
    except KnowledgeBaseError as error:
        raise click.ClickException(str(error)) from error
    except SQLAlchemyError as error:
        raise click.ClickException(
            f"Baza danych nie odpowiada: {error} → sprawdź KB_DATABASE albo KB_VAR"
        ) from error
    finally:
        database.close()


def _found(session: Session, email: str) -> Account:
    account = people.find(session, email)
    if account is None:
        raise click.ClickException(f"Nie ma konta {email}. Wszystkie wypisze: kb user list")
    return account


def _asked_password(account: Account) -> str:
    """A password typed twice without echo, asked again until it is good."""
    while True:
        password: str = click.prompt(
            "Hasło", hide_input=True, confirmation_prompt="Powtórz hasło", err=True
        )
        problem = password_problem(password, account)
        if not problem:
            return password
        click.echo(problem, err=True)


def _print_link(session: Session, settings: Settings, account: Account) -> None:
    base = settings.base_url or f"http://{settings.host}:{settings.port}"
    now = datetime.now(UTC)
    until = polish_date((now + links.LIFETIMES[links.purpose_for(account)]).date())
    click.echo(f"Jednorazowy link dla: {account.name}, ważny do {until}")
    click.echo(base + links.issue(session, account, now))


def _line(account: Account) -> str:
    state = "" if account.active else ", wyłączone"
    waiting = ", czeka na przyjęcie zaproszenia" if account.is_waiting else ""
    return f"{account.email}  {account.name}  {account.role}{state}{waiting}"


def _machine_readable(account: Account) -> dict[str, str | bool | None]:
    return {
        "email": account.email,
        "name": account.name,
        "role": account.role,
        "active": account.active,
        "second_factor": account.has_second_factor,
        "last_sign_in": account.last_sign_in.isoformat() if account.last_sign_in else None,
    }
