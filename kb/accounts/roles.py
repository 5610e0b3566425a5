"""What an account may do. Each role includes those below it."""

from collections.abc import Mapping
from typing import Literal, get_args

Role = Literal["autor", "redaktor", "administrator"]

ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most."""

LABELS: Mapping[Role, str] = {
    "autor": "autor – pisze i wysyła do recenzji",
    "redaktor": "redaktor – recenzuje i publikuje",
    "administrator": "administrator – zarządza kontami, słownikami i ustawieniami",
}


def covers(held: Role, needed: Role) -> bool:
    """Whether somebody who holds a role may do what needs the other."""
    return ROLES.index(held) >= ROLES.index(needed)


def role_of(text: str) -> Role | None:
    """The role of that name, if there is one."""
    return next((role for role in ROLES if role == text), None)
